/** Files in a bucket that speaks S3: three calls of it, and addresses by path, which every such server understands. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { S3Client } from '@aws-sdk/client-s3'
import type { Config } from '../config.ts'
import { checkKey, MissingFile, type Storage } from './storage.ts'

export type Bucket = { url: string; name: string; region: string; keyId: string; secret: string }

/** Null where files are kept on the disk. */
export const bucketOf = (config: Config): Bucket | null =>
  config.S3_URL && config.S3_BUCKET && config.S3_KEY_ID && config.S3_SECRET
    ? {
        url: config.S3_URL,
        name: config.S3_BUCKET,
        region: config.S3_REGION,
        keyId: config.S3_KEY_ID,
        secret: config.S3_SECRET,
      }
    : null

export const s3Storage = ({ url, name, region, keyId, secret }: Bucket): Storage => {
  let connecting: Promise<[typeof import('@aws-sdk/client-s3'), S3Client]> | null = null
  /** Not loaded where nobody keeps files in a bucket. */
  const connect = () => {
    connecting ??= import('@aws-sdk/client-s3').then((sdk) => [
      sdk,
      new sdk.S3Client({
        endpoint: url,
        region,
        forcePathStyle: true,
        credentials: { accessKeyId: keyId, secretAccessKey: secret },
        // Checksums of newer kinds are unknown to many servers that speak S3.
        requestChecksumCalculation: 'WHEN_REQUIRED',
        responseChecksumValidation: 'WHEN_REQUIRED',
        maxAttempts: 3,
        requestHandler: { connectionTimeout: 5_000, requestTimeout: 120_000 },
      }),
    ])
    return connecting
  }
  const at = (key: string) => ({ Bucket: name, Key: checkKey(key) })
  return {
    put: async (key, file) => {
      const [{ PutObjectCommand }, client] = await connect()
      const { size } = await stat(file)
      await client.send(
        new PutObjectCommand({ ...at(key), Body: createReadStream(file), ContentLength: size }),
      )
    },
    read: async (key) => {
      const [{ GetObjectCommand, NoSuchKey }, client] = await connect()
      const found = await client.send(new GetObjectCommand(at(key))).catch((error: unknown) => {
        throw error instanceof NoSuchKey ? new MissingFile(key) : error
      })
      return found.Body as Readable
    },
    remove: async (key) => {
      const [{ DeleteObjectCommand }, client] = await connect()
      await client.send(new DeleteObjectCommand(at(key)))
    },
  }
}
