import type { Locator, Page } from "playwright-core";

/** Notifications in the corner and dialogs in the middle. */
export class Messages {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The notification that contains a text. */
  notification(text: string | RegExp): Locator {
    return this.#page.locator(".notifications-toasts .notification-list-item", { hasText: text });
  }

  /** Waits for a notification and gives its whole message. */
  async waitForNotification(text: string | RegExp): Promise<string> {
    const message = this.notification(text).first().locator(".notification-list-item-message");
    await message.waitFor();
    return (await message.innerText()).trim();
  }

  async clickNotificationButton(text: string | RegExp, button: string): Promise<void> {
    await this.notification(text).first().locator(".monaco-button", { hasText: button }).click();
  }

  /** All notifications in sight, for “nothing popped up”. */
  async notifications(): Promise<string[]> {
    return await this.#page.locator(".notifications-toasts .notification-list-item-message").allInnerTexts();
  }

  async dismissNotification(text: string | RegExp): Promise<void> {
    const toast = this.notification(text).first();
    await toast.hover();
    await toast.locator(".codicon-notifications-clear").click();
    await toast.waitFor({ state: "hidden" });
  }

  async waitForDialog(text: string | RegExp): Promise<string> {
    const dialog = this.#page.locator(".monaco-dialog-box", { hasText: text });
    await dialog.waitFor();
    return (await dialog.innerText()).trim();
  }

  async clickDialogButton(text: string | RegExp, button: string): Promise<void> {
    const dialog = this.#page.locator(".monaco-dialog-box", { hasText: text });
    await dialog.locator(".monaco-button", { hasText: button }).first().click();
    await dialog.waitFor({ state: "hidden" });
  }
}
