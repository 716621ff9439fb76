/** A message that did not go out. */

/** `final`: trying again would not help. The message never names the person. */
export class DeliveryFailed extends Error {
  final: boolean
  constructor(message: string, final = false) {
    super(message)
    this.final = final
  }
}
