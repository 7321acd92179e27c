import type { Attachment, Message } from './protocol';

/** Whether a virus was found in a file: nobody gets it. */
export function isInfected(file: Attachment): boolean {
  return file.scan?.verdict === 'infected';
}

/** Whether a virus was found in what came with a message: then the message as it came is for supervisors. */
export function hasInfected(message: Message): boolean {
  return message.attachments.some(isInfected);
}

/** Why a file could not be scanned, as a code: what stands before the words. */
export function reasonCode(detail: string): string {
  return detail.split(' ', 1)[0] ?? '';
}
