// What a person did to a service, written into its book of operations.
import type { Operation } from '../../shared/adapters/operations-book.ts';
import { operationsBook } from '../../shared/adapters/operations-book.ts';
import type { Service } from './service.ts';

export async function note({ table, client }: Service, operation: Operation): Promise<void> {
  const book = operationsBook(table, client);
  try {
    await book.note(operation);
  } finally {
    book.close();
  }
}
