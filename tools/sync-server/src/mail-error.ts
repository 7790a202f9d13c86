/**
 * What `sendMailSync` throws when the server did not accept the mail.
 *
 * Of a reply that refuses it, `responseCode` is the status: from 400 to 499 the same mail may be
 * accepted later, from 500 not. Without a reply it is `undefined`, and `code` is the system's own
 * (`ECONNREFUSED`, `ECONNRESET`, `ENOTFOUND`) or nodemailer's: `ECONNECTION` when the connection
 * was closed, `EENVELOPE` for an address that is none, `EPROTOCOL` for a server that speaks no SMTP.
 */
export class MailError extends Error {
  override readonly name = 'MailError';
  readonly code: string;
  readonly responseCode: number | undefined;

  constructor(code: string, responseCode: number | undefined, message: string) {
    super(message);
    this.code = code;
    this.responseCode = responseCode;
  }
}
