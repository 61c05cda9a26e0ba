import { hash, verify } from '@node-rs/argon2';
import type { Passwords } from './deps.js';

/** argon2id, 19 MiB, two passes (the OWASP floor). */
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export async function argonPasswords(): Promise<Passwords> {
  const nobody = await hash('nobody has this password', options);
  return {
    hash: (password) => hash(password, options),
    async verify(stored, password) {
      const right = await verify(stored ?? nobody, password);
      return stored !== null && right;
    },
  };
}
