// What the runtime and a function's worker thread say to each other.

export interface Birth {
  /** The bundle's file, as it would be deployed. */
  file: string;
  handlerName: string;
  shared: BigInt64Array<SharedArrayBuffer>;
  functionName: string;
  functionArn: string;
  /** MB */
  memory: number;
  logGroup: string;
}

export interface Order {
  requestId: string;
  /** JSON, as on the wire: nothing but data can pass. */
  event: string;
  /** ms, real */
  timeout: number;
}

/** A worker survives an error that its handler threw, as on Lambda; nothing else. */
export type Answer =
  | { is: 'ready' }
  | { is: 'answered'; requestId: string; result: string | undefined }
  | { is: 'failed'; errorType: string; message: string; trace: string; survives: boolean };
