import { describe, expect, it } from 'vitest';
import type { Message } from '../../shared/contract/message.ts';
import { intakeFaults } from '../../shared/core/intake.ts';
import type { Refusal } from '../../shared/core/policy.ts';

const intake: Refusal[] = [
  {
    refuses: 'education.absence',
    saying: { unauthorised: false },
    without: ['lastAttendedOn'],
    because: 'authorised absences are the school’s own business',
    clauses: ['D17-8.3-a'],
  },
];
const message = (data: object, type = 'education.absence') => ({ type, data }) as unknown as Message;
const paths = (of: Message) => intakeFaults(of, { intake }).map(({ path }) => path);

describe('what an authority does not take', () => {
  it('is refused with the field and the clause', () => {
    const [fault] = intakeFaults(message({ unauthorised: false, lastAttendedOn: '2026-11-02' }), { intake });
    expect(fault).toEqual({
      path: '/data/unauthorised',
      message: 'is false: authorised absences are the school’s own business [D17-8.3-a]',
    });
  });

  it.each([
    ['what it asks for is there', { unauthorised: true, lastAttendedOn: '2026-11-02' }, []],
    ['what it asks for is missing', { unauthorised: true }, ['/data/lastAttendedOn']],
    ['what it asks for is not known', { unauthorised: null, lastAttendedOn: null }, ['/data/lastAttendedOn']],
    ['both', { unauthorised: false }, ['/data/lastAttendedOn', '/data/unauthorised']],
  ])('where %s', (_, data, refused) => {
    expect(paths(message(data))).toEqual(refused);
  });

  it('for want of something is refused with the field and all clauses', () => {
    const [refusal] = intake as [Refusal];
    const both = [{ ...refusal, clauses: ['D17-8.3-a', 'D17-8.4-a'] }];
    expect(intakeFaults(message({ unauthorised: true }), { intake: both })).toEqual([
      {
        path: '/data/lastAttendedOn',
        message: 'is missing: authorised absences are the school’s own business [D17-8.3-a, D17-8.4-a]',
      },
    ]);
  });

  it('for what it says is refused for nothing else', () => {
    const [{ without: _, ...refusal }] = intake as [Refusal];
    expect(intakeFaults(message({ unauthorised: false }), { intake: [refusal] })).toHaveLength(1);
  });

  it('of another type is taken', () => {
    expect(paths(message({ unauthorised: false }, 'case.updated'))).toEqual([]);
  });
});
