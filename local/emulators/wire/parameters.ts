// The members of a call's input, read by name and type; what is missing or malformed is the caller's fault.
import type { AwsError } from './aws-error.ts';

export interface Range {
  min: number;
  max: number;
}

type Fault = (message: string, missing: boolean) => AwsError;

/** Reads any JSON; each reader throws the service's own validation error. */
export class Parameters {
  readonly #input: Record<string, unknown>;
  readonly #fault: Fault;

  constructor(input: unknown, fault: Fault) {
    this.#input = typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : {};
    this.#fault = fault;
  }

  has(name: string): boolean {
    const value = this.#input[name];
    return value !== undefined && value !== null;
  }

  text(name: string): string {
    const value = this.optionalText(name);
    if (value === undefined) throw this.#fault(`The request must contain the parameter ${name}.`, true);
    return value;
  }

  optionalText(name: string): string | undefined {
    const value = this.#input[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'string') throw this.invalid(name, value, 'Must be a string.');
    return value;
  }

  /** Numbers come as text in the Query protocol. */
  wholeNumber(name: string, range: Range): number | undefined {
    const value = this.#input[name];
    if (value === undefined || value === null) return undefined;
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isInteger(number) || number < range.min || number > range.max) {
      throw this.invalid(name, value, `Must be between ${range.min} and ${range.max}, if provided.`);
    }
    return number;
  }

  optionalNumber(name: string): number | undefined {
    const value = this.#input[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'number' || !Number.isFinite(value))
      throw this.invalid(name, value, 'Must be a number.');
    return value;
  }

  flag(name: string): boolean | undefined {
    const value = this.#input[name];
    if (value === undefined || value === null) return undefined;
    if (value === 'true' || value === true) return true;
    if (value === 'false' || value === false) return false;
    throw this.invalid(name, value, 'Must be true or false.');
  }

  texts(name: string): string[] {
    return this.#list(name).map((value) => {
      if (typeof value !== 'string') throw this.invalid(name, value, 'Must be a list of strings.');
      return value;
    });
  }

  structures(name: string): Parameters[] {
    return this.#list(name).map((value) => new Parameters(value, this.#fault));
  }

  structure(name: string): Parameters {
    return new Parameters(this.#input[name], this.#fault);
  }

  entries(name: string): [string, unknown][] {
    const value = this.#input[name];
    if (value === undefined || value === null) return [];
    if (typeof value !== 'object') throw this.invalid(name, value, 'Must be a map.');
    return Object.entries(value);
  }

  invalid(name: string, value: unknown, reason: string): AwsError {
    const shown = typeof value === 'object' ? JSON.stringify(value) : String(value);
    return this.#fault(`Value ${shown} for parameter ${name} is invalid. Reason: ${reason}`, false);
  }

  #list(name: string): unknown[] {
    const value = this.#input[name];
    if (value === undefined || value === null || value === '') return [];
    if (!Array.isArray(value)) throw this.invalid(name, value, 'Must be a list.');
    return value;
  }
}
