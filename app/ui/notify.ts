import type { NotificationData } from '@mantine/notifications';

/** Shows a notification; what draws them is loaded with the first one. */
export async function notify(notification: NotificationData): Promise<void> {
  const { notifications } = await import('@mantine/notifications');
  notifications.show(notification);
}
