import { Button, Input } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../server/domain/views.js';
import { api, Refusal } from '../api.js';

/** Name and password; what is wrong is said below them. `lost` tells somebody in the middle of work why they are here. */
export function SignInPage({ lost, onSignedIn }: { lost: boolean; onSignedIn: (session: SessionView) => void }) {
  const { t } = useTranslation();
  const id = useId();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState('');

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    if (!login.trim() || !password) return setFault(t('signIn.both'));
    setBusy(true);
    setFault('');
    try {
      onSignedIn(await api.signIn(login.trim(), password));
    } catch (error) {
      setFault(error instanceof Refusal ? error.message : t('trouble.noConnection'));
      setBusy(false);
    }
  }

  return (
    <main className="sign-in">
      <form className="sign-in-card" onSubmit={submit} noValidate>
        <h1>{t('product')}</h1>
        {lost ? (
          <p className="notice notice-warn" role="status">
            {t('signIn.lost')}
          </p>
        ) : (
          <p className="quiet">{t('signIn.what')}</p>
        )}
        <label htmlFor={`${id}-login`}>{t('signIn.login')}</label>
        <Input
          id={`${id}-login`}
          name="username"
          autoComplete="username"
          autoFocus
          size="large"
          maxLength={64}
          value={login}
          onChange={(event) => setLogin(event.target.value)}
        />
        <label htmlFor={`${id}-password`}>{t('signIn.password')}</label>
        <Input
          id={`${id}-password`}
          name="password"
          type="password"
          autoComplete="current-password"
          size="large"
          maxLength={200}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <p className="sign-in-fault" role="alert">
          {fault}
        </p>
        <Button type="primary" size="large" htmlType="submit" block loading={busy}>
          {t('signIn.enter')}
        </Button>
      </form>
    </main>
  );
}
