import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, Outlet, useNavigation } from 'react-router';
import { onSignedOut } from '../api.js';
import { sectionIcons } from '../components/section-icons.js';
import { Trouble } from '../components/trouble.js';
import { Waiting } from '../components/waiting.js';
import { SessionContext, sessionKey, useSessionQuery } from '../session.js';
import { useSignOut } from '../sign-out.js';
import { SignInPage } from './sign-in-page.js';

/** The frame around every page: sections at the left (below on a phone), office and period at the top. */
export function Shell() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const session = useSessionQuery();
  const moving = useNavigation().state === 'loading';
  const { leaving, signOut } = useSignOut();
  const [lost, setLost] = useState(false);

  useEffect(
    () =>
      onSignedOut(() => {
        // The first question of a visitor is answered so too; only somebody who was signed in has lost something.
        if (queries.getQueryData(sessionKey)) setLost(true);
        queries.setQueryData(sessionKey, null);
      }),
    [queries],
  );

  if (session.isPending) return <Waiting />;
  if (session.isError) return <Trouble page error={session.error} onRetry={() => session.refetch()} />;
  if (session.data === null)
    return (
      <SignInPage
        lost={lost}
        onSignedIn={(view) => {
          // What the person before saw is not shown to the next.
          queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
          queries.setQueryData(sessionKey, view);
        }}
      />
    );

  const { user, office, county, period, sections } = session.data;
  return (
    <SessionContext.Provider value={session.data}>
      <a className="skip" href="#main">
        {t('shell.skip')}
      </a>
      <div className="shell">
        <header className="shell-top">
          <span className="shell-name">{t('product')}</span>
          <span className="shell-office">{office.title}</span>
          {office.kind !== 'bureau' && office.kind !== 'city' && <span className="shell-county">{county.title}</span>}
          <span className="shell-period">{t('shell.period', { period: period.title })}</span>
          <span className="shell-space" />
          <NavLink to="/settings" className="shell-user">
            {user.name}
            <small>{user.roleTitle}</small>
          </NavLink>
          <Button size="small" type="text" className="shell-out" loading={leaving} onClick={signOut}>
            {t('shell.signOut')}
          </Button>
        </header>
        <nav className="shell-nav" aria-label={t('shell.sections')}>
          {sections.map((section) => {
            const Icon = sectionIcons[section];
            return (
              <NavLink key={section} to={`/${section}`}>
                <Icon aria-hidden />
                <span>{t(`sections.${section}`)}</span>
              </NavLink>
            );
          })}
        </nav>
        <main id="main" className="shell-main" tabIndex={-1} aria-busy={moving}>
          <Suspense fallback={<Waiting />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
    </SessionContext.Provider>
  );
}
