import { Notifications, notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLab } from '../store/labContext.ts';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';

/** Tells what the store has to tell: a sentence, a way on, and for failures the exact message. */
export function Notices() {
  const { t } = useTranslation();
  const notices = useLab((state) => state.notices);
  const dismiss = useLab((state) => state.dismiss);
  useEffect(() => {
    for (const notice of notices) {
      const failed = notice.kind === 'failed';
      const code = failed ? notice.error.code : notice.code;
      notifications.show({
        id: `notice-${notice.id}`,
        color: failed ? 'red' : 'yellow',
        closeButtonProps: { 'aria-label': t('topBar.close') },
        autoClose: failed ? false : 10_000,
        title: t(`${code}.title`, { ns: 'errors' }),
        message: (
          <>
            {t(`${code}.action`, { ns: 'errors' })}
            {failed && <ErrorMessage text={notice.error.message} />}
          </>
        ),
      });
      dismiss(notice.id);
    }
  }, [notices, dismiss, t]);
  return <Notifications position="bottom-center" limit={3} className="lab-notifications" />;
}
