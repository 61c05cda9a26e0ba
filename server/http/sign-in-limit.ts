// Five wrong passwords for one login from one address close that door for ten minutes.
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Problem } from '../domain/problem.js';

const seconds = 600;

export type SignInLimit = {
  /** Counts an attempt before the password is looked at, so that many at once don't get through. @throws Problem SIGN_IN_BLOCKED */
  attempt(login: string, address: string): Promise<void>;
  succeeded(login: string, address: string): Promise<void>;
};

export function signInLimit(): SignInLimit {
  const limiter = new RateLimiterMemory({ points: 5, duration: seconds, blockDuration: seconds });
  const key = (login: string, address: string): string => JSON.stringify([login, address]);
  return {
    async attempt(login, address) {
      try {
        await limiter.consume(key(login, address));
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        const minutes = Math.max(1, Math.ceil(refused.msBeforeNext / 60_000));
        throw new Problem('SIGN_IN_BLOCKED', { detail: `登录失败次数过多，请 ${minutes} 分钟后再试` });
      }
    },
    async succeeded(login, address) {
      await limiter.delete(key(login, address));
    },
  };
}
