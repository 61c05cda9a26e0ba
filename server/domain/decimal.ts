/** An exact fraction of whole numbers: amounts and rates add, multiply and compare without rounding and are rounded only when shown. */
export class Decimal {
  readonly over: bigint;
  readonly under: bigint;

  /** @param under must not be 0. */
  constructor(over: bigint, under: bigint) {
    this.over = under < 0n ? -over : over;
    this.under = under < 0n ? -under : under;
  }

  /** Exact value of a number as it is written: 0.006 is 6/1000. */
  static of(value: bigint | number): Decimal {
    if (typeof value === 'bigint') return new Decimal(value, 1n);
    return Decimal.parse(plainDigits(value)) ?? new Decimal(0n, 1n);
  }

  /** Exact value of a text such as `-12.50`; null for what is no number or has more than 40 digits. */
  static parse(text: string): Decimal | null {
    const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d{1,40})(?:\.(\d{1,40}))?$/.exec(text) ?? [];
    return whole === '' ? null : new Decimal(BigInt(`${sign}${whole}${fraction}`), 10n ** BigInt(fraction.length));
  }

  plus(other: Decimal): Decimal {
    return new Decimal(this.over * other.under + other.over * this.under, this.under * other.under);
  }
  minus(other: Decimal): Decimal {
    return this.plus(other.negated());
  }
  times(other: Decimal): Decimal {
    return new Decimal(this.over * other.over, this.under * other.under);
  }
  negated(): Decimal {
    return new Decimal(-this.over, this.under);
  }

  /** Negative, zero or positive as this is less than, equal to or more than the other. */
  compare(other: Decimal): number {
    const difference = this.over * other.under - other.over * this.under;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }

  /** Rounded half up (away from zero) to `digits` decimal places. */
  text(digits: number): string {
    const scale = 10n ** BigInt(digits);
    const magnitude = this.over < 0n ? -this.over : this.over;
    const rounded = (magnitude * scale * 2n + this.under) / (this.under * 2n);
    const padded = rounded.toString().padStart(digits + 1, '0');
    const sign = this.over < 0n && rounded > 0n ? '-' : '';
    return sign + (digits === 0 ? padded : `${padded.slice(0, -digits)}.${padded.slice(-digits)}`);
  }

  percent(digits: number): string {
    return `${new Decimal(this.over * 100n, this.under).text(digits)}%`;
  }

  /** As short as it is exact (12.5), or to four places where no decimal is (1/3). */
  toString(): string {
    for (let digits = 0; digits <= 12; digits++) if ((this.over * 10n ** BigInt(digits)) % this.under === 0n) return this.text(digits);
    return this.text(4);
  }
}

/** Amounts as records hold them, added exactly and written with as many places as the longest of them; null where there is none. */
export function sumOfAmounts(cells: unknown[]): string | null {
  let total: Decimal | null = null;
  let places = 0;
  for (const cell of cells) {
    const amount = typeof cell === 'string' ? Decimal.parse(cell) : null;
    if (!amount) continue;
    places = Math.max(places, (cell as string).split('.')[1]?.length ?? 0);
    total = total ? total.plus(amount) : amount;
  }
  return total ? total.text(places) : null;
}

function plainDigits(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(20) : text;
}
