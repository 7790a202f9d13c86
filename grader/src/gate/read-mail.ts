import PostalMime from 'postal-mime';

/** What a mail says, decoded; lines of the text end with `\n`, the last one with nothing. */
export interface MailContent {
  readonly subject: string;
  readonly text: string;
}

// No mail of an exercise has parts in parts, and a deep one would only cost time.
const limits = { maxNestingDepth: 16, maxHeadersSize: 64 * 1024, forceRfc822Attachments: true };

/** Reads a message as it came over SMTP; of one that is no mail, both are empty. */
export async function readMail(message: Uint8Array): Promise<MailContent> {
  try {
    const { subject = '', text = '' } = await PostalMime.parse(message, limits);
    return { subject, text: text.replaceAll('\r\n', '\n').replace(/\n$/, '') };
  } catch {
    return { subject: '', text: '' };
  }
}
