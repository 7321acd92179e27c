/** A refusal or failure of a call to the server, as a value the views can name in the operator's language. */
export class ApiError extends Error {
  /** HTTP status; 0 when the server could not be reached. */
  readonly status: number;
  /** Stable name of the cause, `network` when the server could not be reached. */
  readonly errorId: string;
  /** The server's own words, for causes the console has no words for. */
  readonly detail: string;

  constructor(status: number, errorId: string, detail: string) {
    super(`${status} ${errorId}: ${detail}`);
    this.name = 'ApiError';
    this.status = status;
    this.errorId = errorId;
    this.detail = detail;
  }
}
