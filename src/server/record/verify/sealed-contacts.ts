/** The contacts of a tenant in the order of their seals: how each ended, what was said in it, and its stars. */
import type pg from 'pg'
import { CONTACT_HASH, type SealedContact, STARS_HASH, wordsHash } from '../seal/sealed-contacts.ts'
import { Broken } from './finding.ts'
import { Reading } from './reading.ts'

interface Row extends SealedContact {
  seal_no: number
}

interface ContactRow extends Row {
  /** What its salt and its words give; null where it has no salt. */
  said: Buffer | null
  words_hash: Buffer | null
  wordless: boolean
}

const CONTACTS = (tenantId: number) =>
  `SELECT c.id, c.seal_no, c.words_hash, ${wordsHash('c.words_salt')} AS said,
     c.answer IS NULL AND c.note IS NULL AS wordless, ${CONTACT_HASH} AS hash
   FROM contact c WHERE c.tenant_id = ${tenantId} AND c.seal_no IS NOT NULL ORDER BY c.seal_no, c.id`
const STARS = (tenantId: number) =>
  `SELECT c.id, c.stars_seal_no AS seal_no, ${STARS_HASH} AS hash FROM contact c
   WHERE c.tenant_id = ${tenantId} AND c.stars_seal_no IS NOT NULL ORDER BY c.stars_seal_no, c.id`

export class SealedContacts {
  private readonly tenantId: number
  private readonly contacts: Reading<ContactRow>
  private readonly stars: Reading<Row>

  private constructor(tenantId: number, contacts: Reading<ContactRow>, stars: Reading<Row>) {
    this.tenantId = tenantId
    this.contacts = contacts
    this.stars = stars
  }

  static async open(client: pg.ClientBase, tenantId: number): Promise<SealedContacts> {
    const contacts = await Reading.open<ContactRow>(client, 'verify_sealed_contact', CONTACTS(tenantId))
    const stars = await Reading.open<Row>(client, 'verify_sealed_stars', STARS(tenantId))
    return new SealedContacts(tenantId, contacts, stars)
  }

  /** All of the seals up to this one that were not read yet, in the order they were sealed. */
  async upTo(no: number, each: (contact: SealedContact) => void): Promise<void> {
    await upTo(this.contacts, no, contact => {
      this.checkWords(contact)
      each(contact)
    })
    await upTo(this.stars, no, each)
  }

  private checkWords({ id, said, words_hash, wordless }: ContactRow): void {
    // Sealed before words were, or erased.
    if (words_hash === null || (said === null && wordless)) return
    if (said === null)
      throw this.broken(id, 'words_salt', 'its words have lost their salt, though they were not erased')
    if (!said.equals(words_hash))
      throw this.broken(id, 'note', 'its answer or its note is not what was sealed with it')
  }

  /** Throws Broken when one is left whose seal is not there. */
  async close(): Promise<void> {
    for (const [reading, field] of [
      [this.contacts, 'seal_no'],
      [this.stars, 'stars_seal_no'],
    ] as const) {
      const { current } = reading
      if (current)
        throw this.broken(current.id, field, `it is in seal ${current.seal_no}, which is not there`)
      await reading.close()
    }
  }

  private broken(id: number, field: string, what: string): Broken {
    return new Broken({ table: 'contact', tenantId: this.tenantId, appealId: null, row: { id }, field, what })
  }
}

async function upTo<R extends Row>(reading: Reading<R>, no: number, each: (row: R) => void): Promise<void> {
  for (let row = reading.current; row && row.seal_no <= no; row = reading.current) {
    each(row)
    const more = reading.next()
    if (more) await more
  }
}
