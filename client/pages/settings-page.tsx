import { Button, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../components/page-head.js';
import { changeLanguage, type Language } from '../i18n/i18n.js';
import { useSession } from '../session.js';
import { useSignOut } from '../sign-out.js';

/** Facts of one's own account, and the language. */
export function SettingsPage() {
  const { t, i18n } = useTranslation();
  const { user, office, county } = useSession();
  const { leaving, signOut } = useSignOut();
  return (
    <>
      <PageHead title={t('sections.settings')} />
      <dl className="panel settings">
        <dt>{t('settings.name')}</dt>
        <dd>{user.name}</dd>
        <dt>{t('settings.login')}</dt>
        <dd>{user.login}</dd>
        <dt>{t('settings.role')}</dt>
        <dd>{user.roleTitle}</dd>
        <dt>{t('settings.office')}</dt>
        <dd>{office.title}</dd>
        <dt>{t('settings.county')}</dt>
        <dd>{county.title}</dd>
        <dt>{t('settings.language')}</dt>
        <dd>
          <Radio.Group
            value={i18n.language}
            onChange={(event) => changeLanguage(event.target.value as Language)}
            options={[
              { value: 'zh', label: '中文' },
              { value: 'en', label: 'English' },
            ]}
          />
          <p className="quiet">{t('settings.languageNote')}</p>
        </dd>
        <dt />
        <dd>
          <Button onClick={signOut} loading={leaving}>
            {t('shell.signOut')}
          </Button>
        </dd>
      </dl>
    </>
  );
}
