// Bugs in the offering and marking of letters.
import { inFile } from './bug.ts';

const offers = inFile('functions/settle/offers.ts');

export const bugsInOffers = [
  offers('marks before it sends', [
    'const outcome = outOfTime',
    "({ kept } = await mark(kept, draft, 'accepted', false, needs));\n    const outcome = outOfTime",
  ]),
  offers('lets one letter that fails stop the next', [
    "if (outcome === 'failed') failed += 1;",
    "if (outcome === 'failed') throw new Error('a letter could not be sent');",
  ]),
  offers('takes a failure for success', ["return 'failed';\n  }", "return 'accepted';\n  }"]),
  offers('takes a refusal for a failure', ["return 'refused';\n  } catch", "return 'failed';\n  } catch"]),
  offers('takes a refusal for success', ["return 'refused';\n  } catch", "return 'accepted';\n  } catch"]),
  offers('drops a mark on a conflict', [
    'disturbed = true;\n    const found',
    'disturbed = true;\n    if (attempt > 0) return { kept: current, disturbed };\n    const found',
  ]),
  offers('overwrites what came meanwhile', [
    'current = found;',
    'current = { ...found, record: { ...current.record, id: found.record.id } as typeof found.record };',
  ]),
  offers('never frees its claim', ['const frees = isLast && failed === 0;', 'const frees = false;']),
  offers('frees its claim although a letter has no answer', [
    'const frees = isLast && failed === 0;',
    'const frees = isLast;',
  ]),
  offers('marks what was joined where it was', [
    'if (joinedTo) at = joinedTo;',
    'if (joinedTo) return kept;',
  ]),
  offers('marks over a bounce', [
    "if (outcome !== 'failed' && told[id]?.state !== 'refused')",
    "if (outcome !== 'failed')",
  ]),
  offers('forgets the word that came before its mark', [
    'return before?.fate ? { fate: before.fate } : {',
    'return {',
  ]),
  offers('waits for no word of a letter', [
    "if (outcome !== 'accepted' || !hearsOfLetters)",
    "if (outcome !== '')",
  ]),
  offers('tells no deputy at once', ['lookAgain: disturbed || callsForMore', 'lookAgain: disturbed']),
  offers('sends each letter twice to be sure', [
    'const answer = await needs.post.send(',
    'await needs.post.send(addressed(write(draft, policy, clock.now()), policy));\n    const answer = await needs.post.send(',
  ]),
  offers('marks nothing but the last letter', [
    "if (outcome === 'failed' && !isLast) continue;",
    'if (!isLast) continue;',
  ]),
];
