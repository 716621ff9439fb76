/** Asks the server for a paper as a picture of all its pages; a refusal is an error as of every call. */
import type { Problem } from '../../../contract/route.ts'
import { Away, addressOf, type CallName, type Input, Refused } from '../../api.ts'

type Pictured = Extract<CallName, 'previewDocument' | 'previewDocumentSettings' | 'previewSheet'>

/** The address of the picture in this page; whoever asked gives it back with URL.revokeObjectURL. */
export async function pictureOf<N extends Pictured>(
  name: N,
  input: Input<N>,
  signal: AbortSignal,
): Promise<string> {
  const response = await fetch(addressOf(name, input), {
    method: 'POST',
    headers: { 'x-yidan': '1', 'content-type': 'application/json' },
    body: JSON.stringify((input as { body: unknown }).body),
    signal,
  }).catch(error => {
    throw error instanceof DOMException ? error : new Away()
  })
  if (response.ok) return URL.createObjectURL(await response.blob())
  throw new Refused((await response.json()) as Problem)
}
