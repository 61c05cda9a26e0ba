/** Why the product does not start: one sentence a person can act on, Chinese with English beside it. */
export class StartRefusal extends Error {
  constructor(chinese: string, english: string) {
    super(`${chinese}\n${english}`);
    this.name = 'StartRefusal';
  }
}
