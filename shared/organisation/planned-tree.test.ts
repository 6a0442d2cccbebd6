import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withBelow } from './department-tree.ts'
import { type Planned, plannedTree } from './planned-tree.ts'

const department = (id: string, parentId: string | null = null) => ({
  id,
  nameRu: id,
  nameEn: id,
  parentId,
  closedAt: null,
})
const tree = [department('a'), department('b', 'a'), department('c')]

test('what is planned until then holds, in the order of its days', () => {
  const plans: Planned[] = [
    { departmentId: 'b', fromAt: 20, edit: { nameRu: 'второе' } },
    { departmentId: 'b', fromAt: 10, edit: { nameRu: 'первое', parentId: 'c' } },
    { departmentId: 'b', fromAt: 30, edit: { closes: true } },
    { departmentId: 'a', fromAt: 99, edit: { nameRu: 'потом' } },
  ]
  expect(plannedTree(tree, plans, 9)).toEqual(tree)
  expect(plannedTree(tree, plans, 10)[1]).toEqual({ ...department('b', 'c'), nameRu: 'первое' })
  expect(plannedTree(tree, plans, 20)[1]).toEqual({ ...department('b', 'c'), nameRu: 'второе' })
  expect(plannedTree(tree, plans, 30)[1]).toMatchObject({ nameRu: 'второе', closedAt: 30 })
})

test('whatever is planned, the tree stays a tree', () => {
  const id = fc.constantFrom('a', 'b', 'c')
  const plan = fc.record({
    departmentId: id,
    fromAt: fc.nat(100),
    edit: fc.record({ parentId: fc.option(id) }),
  })
  fc.assert(
    fc.property(fc.array(plan), (plans) => {
      const then = plannedTree(tree, plans, 100)
      const roots = then.filter(({ parentId }) => parentId === null)
      const reached = new Set(roots.flatMap((root) => [...withBelow(then, root.id)]))
      expect([...reached].sort()).toEqual(['a', 'b', 'c'])
    }),
  )
})
