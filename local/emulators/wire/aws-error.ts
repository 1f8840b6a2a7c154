// A refusal in AWS's words: what a client sees as a typed exception.

export interface AwsErrorDetails {
  status?: number;
  /** The `__type` of the JSON protocols where it is not the code alone. */
  type?: string;
  /** The older code that the Query protocol uses for the same error. */
  queryCode?: string;
  /** Further members of the error, such as DynamoDB's `Item`. */
  members?: Record<string, unknown>;
}

export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  readonly type: string;
  readonly queryCode: string;
  readonly members: Record<string, unknown>;

  constructor(code: string, message: string, details: AwsErrorDetails = {}) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = details.status ?? 400;
    this.type = details.type ?? code;
    this.queryCode = details.queryCode ?? code;
    this.members = details.members ?? {};
  }
}
