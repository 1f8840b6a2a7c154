// Imported first, it makes a campaign several times quicker: plans are remembered, letters have no words.
import { registerHooks } from 'node:module';

// What is thrown here is thrown by the story.
Error.stackTraceLimit = 0;

const at = (path: string): string => new URL(path, import.meta.url).href;

const INSTEAD: Readonly<Record<string, string>> = {
  [at('../../shared/core/plan.ts')]: at('remembered-plan.ts'),
  [at('../../shared/core/calendar.ts')]: at('plain-calendar.ts'),
  [at('../../shared/contract/read.ts')]: at('remembered-reading.ts'),
  [at('../../shared/letters/letter.ts')]: at('wordless-letter.ts'),
};

registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    const instead = INSTEAD[resolved.url];
    return instead && context.parentURL !== instead ? { ...resolved, url: instead } : resolved;
  },
});
