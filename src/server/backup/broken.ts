/** The one expected failure of restoring: the archive, or the place it should go to, is not fit for it. */

/** Its message is a sentence for the operator. */
export class ArchiveBroken extends Error {
  override name = 'ArchiveBroken'
}
