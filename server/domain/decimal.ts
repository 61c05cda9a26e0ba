/** An exact fraction of whole numbers, so that rates compare without rounding and are rounded only when shown. */
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
    const [whole = '0', fraction = ''] = plainDigits(value).split('.');
    return new Decimal(BigInt(whole + fraction), 10n ** BigInt(fraction.length));
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
}

function plainDigits(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(20) : text;
}
