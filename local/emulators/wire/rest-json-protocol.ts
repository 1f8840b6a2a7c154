// REST-JSON: the operation is in the method and the path (Scheduler, SES v2).
import { AwsError } from './aws-error.ts';
import { readJson } from './json-protocol.ts';
import type { Protocol } from './protocol.ts';

export interface Route {
  operation: string;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** As in `/schedules/{Name}`. */
  path: string;
  /** Query parameters and the members that they fill. */
  query?: Record<string, string>;
}

const CONTENT_TYPE = 'application/json';

export function restJsonProtocol(routes: readonly Route[]): Protocol {
  const table = routes.map((route) => ({ ...route, pieces: route.path.split('/') }));
  return {
    read(request) {
      const pieces = request.path.split('/').map(decodePiece);
      for (const route of table) {
        const members = route.method === request.method ? match(route.pieces, pieces) : undefined;
        if (members === undefined) continue;
        for (const [parameter, member] of Object.entries(route.query ?? {})) {
          const value = request.query.get(parameter);
          if (value !== null) members[member] = value;
        }
        return { operation: route.operation, input: { ...readJson(request), ...members } };
      }
      throw new AwsError('UnknownOperationException', `There is no ${request.method} ${request.path} here.`, {
        status: 404,
      });
    },
    answer(_operation, output) {
      return { status: 200, contentType: CONTENT_TYPE, body: JSON.stringify(output ?? {}) };
    },
    refuse(error) {
      return {
        status: error.status,
        contentType: CONTENT_TYPE,
        headers: { 'x-amzn-errortype': error.code },
        body: JSON.stringify({ Message: error.message, message: error.message, ...error.members }),
      };
    },
  };
}

function match(expected: readonly string[], found: readonly string[]): Record<string, string> | undefined {
  if (expected.length !== found.length) return undefined;
  const members: Record<string, string> = {};
  for (const [place, piece] of expected.entries()) {
    const value = found[place] ?? '';
    if (!piece.startsWith('{')) {
      if (piece !== value) return undefined;
    } else if (value === '') return undefined;
    else members[piece.slice(1, -1)] = value;
  }
  return members;
}

function decodePiece(piece: string): string {
  try {
    return decodeURIComponent(piece);
  } catch {
    return piece;
  }
}
