/** What a room of the house gives to the shell: its screens, its place in the navigation, its parts of the frame. */
import type { Component, Ref } from 'vue'
import type { RouteLocationRaw, RouteRecordRaw } from 'vue-router'
import type { Permission } from '#shared/identity/permissions.ts'

declare module 'vue-router' {
  interface RouteMeta {
    /** Needed to see the page; the server decides all the same. One of several is enough. */
    permission?: Permission | Permission[]
    /** Seen without a sign-in, outside the shell. */
    public?: boolean
  }
}

export type NavigationItem = {
  to: string
  label: () => string
  icon: string
  permission: Permission | Permission[]
  /** `G C`: press G, then C. */
  keys: string
  /** Where it stands: desk 10, clients 20, interactions 25, tasks 30, claims 40, deals 50, record 60, board 70, administration 90. */
  order: number
}

/** A row of the command palette. */
export type PaletteItem = {
  id: string
  label: string
  suffix?: string
  icon?: string
  to?: RouteLocationRaw
  run?: () => void
}

/** A group of the palette that follows what is typed; `items` is a ref made in setup. */
export type PaletteSource = {
  id: string
  label: () => string
  permission: Permission
  /** Called in setup with what is typed. `loading` while it is being asked. */
  search: (typed: Readonly<Ref<string>>) => { items: Ref<PaletteItem[]>; loading: Ref<boolean> }
}

export type FramePart = { component: Component; permission?: Permission; order?: number }

/** What the sections of the administration stand under, in this order. */
export const administrationGroups = ['people', 'calls', 'house', 'oversight'] as const
export type AdministrationGroup = (typeof administrationGroups)[number]

/** A section of the administration; its page's route stands in `administrationRoutes` with the same path. */
export type AdministrationItem = Omit<NavigationItem, 'keys'> & { group: AdministrationGroup }

export type Room = {
  routes?: RouteRecordRaw[]
  navigation?: NavigationItem[]
  /** Pages under /administration, and their places beside them. */
  administrationRoutes?: RouteRecordRaw[]
  administration?: AdministrationItem[]
  palette?: PaletteSource[]
  /** Stands in the top bar on every page: presence, the bell. */
  topBar?: FramePart[]
  /** Is there on every page, under the banner: the ringing offer, the softphone bar. */
  frame?: FramePart[]
}
