/** A failure a developer can act on: one line that says what happened and what to do. */
export class Failure extends Error {
  override readonly name = 'Failure';
}
