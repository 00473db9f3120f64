import { expect, test } from 'vitest'
import { askedOnce, type Context } from './context.ts'

const asked: string[] = []
const ask = (name: string) => async () => {
  asked.push(name)
  return name
}

test('who only reads asks once under each name', async () => {
  const ctx = { answered: new Map() } as Partial<Context> as Context
  asked.length = 0

  const both = await Promise.all([askedOnce(ctx, 'one', ask('one')), askedOnce(ctx, 'one', ask('one')), askedOnce(ctx, 'two', ask('two'))])

  expect([both, asked]).toEqual([
    ['one', 'one', 'two'],
    ['one', 'two'],
  ])
})

test('who may write asks every time', async () => {
  const ctx = {} as Context
  asked.length = 0
  await askedOnce(ctx, 'one', ask('one'))
  await askedOnce(ctx, 'one', ask('one'))

  expect(asked).toEqual(['one', 'one'])
})
