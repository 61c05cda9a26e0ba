import { Long } from 'bson';
import { double, kindOf, whole } from '../bson/arithmetic.js';
import { exact } from '../bson/compare.js';
import { type Decimal, fromDecimal } from '../bson/decimal.js';
import { asNumber, isNumeric, typeName } from '../bson/values.js';
import { CommandError } from '../errors.js';
import type { OwnOperator } from './own-operator.js';

/** Rounds an exact decimal to a place; mingo needs both arguments, rounds by doubles and knows no decimals. */
function toPlace(value: Decimal, place: number, halfToEven: boolean): Decimal {
  if (typeof value === 'string' || value.exponent >= -place) return value;
  const unit = 10n ** BigInt(-place - value.exponent);
  let digits = value.digits / unit;
  const rest = value.digits % unit;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  if (halfToEven && (twice > unit || (twice === unit && digits % 2n !== 0n))) digits += rest < 0n ? -1n : 1n;
  return { digits, exponent: -place };
}

function operator(name: string, halfToEven: boolean): OwnOperator {
  return {
    arity: [1, 2],
    apply: ([value, place]) => {
      if (value === null || value === undefined || place === null) return null;
      if (!isNumeric(value)) throw new CommandError(51081, `${name} only supports numeric types, not ${typeName(value)}`);
      const at = place === undefined ? 0 : asNumber(place);
      if (!Number.isInteger(at) || at < -20 || at > 100)
        throw new CommandError(51083, `cannot apply ${name} with precision value ${at} value must be in [-20, 100]`);
      const rounded = toPlace(exact(value), at, halfToEven);
      const kind = kindOf(value);
      if (kind === 'decimal') return fromDecimal(rounded);
      if (typeof rounded === 'string') return value;
      if (kind === 'double') return double(Number(`${rounded.digits}e${rounded.exponent}`));
      return whole(rounded.digits * 10n ** BigInt(rounded.exponent), value instanceof Long);
    },
  };
}

export const roundOperators: Record<string, OwnOperator> = { $round: operator('$round', true), $trunc: operator('$trunc', false) };
