/** Tells the person at the console something, in Chinese and in English beside it. */
export function say(chinese: string, english: string): void {
  console.log(`${chinese}\n  ${english}`);
}

/** Tells what went wrong and ends with an exit code that scripts see. */
export function fail(chinese: string, english: string): never {
  console.error(`${chinese}\n  ${english}`);
  process.exit(1);
}

/** `--name value` from the command line. */
export function option(name: string): string | undefined {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
}

/** The words of the command line that are no options. */
export function words(): string[] {
  return process.argv.slice(2).filter((word, i, all) => !word.startsWith('--') && !all[i - 1]?.startsWith('--'));
}

/** The folder the product keeps its data in, unless `--data` names another. */
export function dataFolder(): string {
  return option('data') ?? process.env.DATA_DIR ?? 'data';
}

/** A number of bytes as people read it. */
export function inMegabytes(bytes: number): string {
  return `${(bytes / 1048576).toFixed(1)} MB`;
}
