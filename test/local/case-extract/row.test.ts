// A row becomes a message that the pipeline accepts, or says which of its columns is wrong.
import { describe, expect, it } from 'vitest';
import { columns } from '../../../local/case-extract/columns.ts';
import { CsvReader } from '../../../local/case-extract/csv-reader.ts';
import { messageOf, readRow, type Said, type Speaker } from '../../../local/case-extract/row.ts';
import { kent, readable } from '../../contract/kent.ts';

const speaker: Speaker = {
  authority: kent.authority,
  source: 'urn:case-system:kent',
  sources: kent.sources,
  sender: 'case-system',
  extractedAt: '2026-11-20T18:00:00.000Z',
};

function read(cells: Record<string, string>, extra = '') {
  const header = Object.keys(cells).flatMap((name) => columns.find((column) => column.name === name) ?? []);
  const line = Object.values(cells)
    .map((cell) => `"${cell}"`)
    .join();
  const [row] = [...new CsvReader().read(`${line}${extra}\n`)];
  if (!row) throw new Error('There is a row');
  return readRow(row, header);
}

function said(cells: Record<string, string>): Said {
  const row = read(cells);
  if (Array.isArray(row)) throw new Error(JSON.stringify(row));
  return row;
}

function sent(cells: Record<string, string>, extractedAt = speaker.extractedAt) {
  const body = messageOf(said(cells), { ...speaker, extractedAt });
  if (typeof body !== 'string') throw new Error(JSON.stringify(body));
  readable(body, kent);
  return JSON.parse(body);
}

const faults = (cells: Record<string, string>, extra?: string) => {
  const row = read(cells, extra);
  const wrong = Array.isArray(row) ? row : messageOf(row, speaker);
  return typeof wrong === 'string' ? [] : wrong;
};

describe('a row', () => {
  it('says each of its columns in the field that it is for', () => {
    const { data } = sent({
      localAuthorityId: 'L1',
      nhsNumber: '943 476 5919',
      policePersonId: 'P-1',
      personKind: 'child',
      givenName: 'Robin',
      familyName: 'Example',
      dateOfBirth: '14/05/2012',
      dateOfBirthEstimated: 'no',
      ageYears: '14',
      status: 'looked-after',
      statusSince: '01/02/2026',
      keyworkerName: 'Kim Worker',
      keyworkerEmail: 'kim.worker@kent.example',
      keyworkerTeam: 'East',
      keyworkerTeamEmail: 'east@kent.example',
      responsibleAuthority: 'E10000016',
      hostAuthority: 'unknown',
      placementType: 'foster care',
      placementPoliceArea: 'E23000032',
      unaccompaniedAsylumSeeker: 'false',
      placementNotified: 'yes',
    });
    expect(data).toEqual({
      authority: 'E10000016',
      person: {
        localAuthorityId: 'L1',
        nhsNumber: '943 476 5919',
        policePersonId: 'P-1',
        kind: 'child',
        givenName: 'Robin',
        familyName: 'Example',
        dateOfBirth: '2012-05-14',
        dateOfBirthEstimated: false,
        ageYears: 14,
      },
      status: 'looked-after',
      statusSince: '2026-02-01',
      keyworker: {
        name: 'Kim Worker',
        email: 'kim.worker@kent.example',
        team: 'East',
        teamEmail: 'east@kent.example',
      },
      responsibleAuthority: 'E10000016',
      hostAuthority: null,
      placementType: 'foster care',
      placementPoliceArea: 'E23000032',
      unaccompaniedAsylumSeeker: false,
      placementNotified: true,
    });
  });

  it('says nothing in an empty cell, and in the word unknown that nobody knows', () => {
    const { data } = sent({ localAuthorityId: 'L1', status: '', placementType: 'unknown' });
    expect(data).toEqual({
      authority: 'E10000016',
      person: { localAuthorityId: 'L1' },
      placementType: null,
    });
  });

  it('says of a keyworker without an address that the address is not known, as the pipeline takes it', () => {
    const { data } = sent({ localAuthorityId: 'L1', keyworkerName: 'Kim Worker', keyworkerEmail: '' });
    expect(data.keyworker).toEqual({ name: 'Kim Worker', email: null });
  });

  it('has one id whatever the order of its columns, and another for other content or a later extract', () => {
    const row = { localAuthorityId: 'L1', status: 'looked-after' };
    const { id } = sent(row);
    expect(sent({ status: 'looked-after', localAuthorityId: 'L1' }).id).toBe(id);
    expect(sent({ ...row, status: 'not-open' }).id).not.toBe(id);
    expect(sent({ ...row, localAuthorityId: 'L2' }).id).not.toBe(id);
    expect(sent(row, '2026-11-20T18:00:00.001Z').id).not.toBe(id);
  });

  it('is about whom the pipeline takes it to be about: case and spaces apart', () => {
    const { identifiers } = said({ nhsNumber: '943-476 5919', localAuthorityId: 'l1', policePersonId: 'p' });
    expect(identifiers).toEqual(['localAuthorityId L1', 'nhsNumber 9434765919', 'policePersonId P']);
  });
});

describe('a row that cannot be sent', () => {
  it.each<[string, Record<string, string>, string, string]>([
    ['of nobody', { localAuthorityId: '', status: 'not-open' }, 'localAuthorityId', 'says of nobody'],
    ['of an unknown person', { localAuthorityId: 'unknown' }, 'localAuthorityId', 'says of nobody'],
    ['with a status that there is not', { localAuthorityId: 'L1', status: 'open' }, 'status', 'use not-open'],
    ['with half an address', { localAuthorityId: 'L1', keyworkerEmail: 'kim' }, 'keyworkerEmail', 'email'],
    ['with an impossible day', { localAuthorityId: 'L1', dateOfBirth: '31/04/2012' }, 'dateOfBirth', 'exist'],
    ['with a birth to come', { localAuthorityId: 'L1', dateOfBirth: '2030-01-01' }, 'dateOfBirth', 'unknown'],
    ['with a status to come', { localAuthorityId: 'L1', statusSince: '2027-01-01' }, 'statusSince', 'future'],
    ['with a place that is none', { localAuthorityId: 'L1', hostAuthority: 'Kent' }, 'hostAuthority', 'GSS'],
    ['with a name without end', { localAuthorityId: 'L1', givenName: 'x'.repeat(201) }, 'givenName', '200'],
  ])('%s names the column and the mend', (_, cells, column, says) => {
    expect(faults(cells)).toEqual([{ column, message: expect.stringContaining(says) }]);
  });

  it('for too many or too few cells names the counts', () => {
    const message = expect.stringContaining('has 3 cells where the header has 1');
    expect(faults({ localAuthorityId: 'L1' }, ',a,b')).toEqual([{ column: '', message }]);
  });

  it('tells all of its faults at once, and never null, which no cell can say', () => {
    const told = faults({ localAuthorityId: 'L1', personKind: 'x', dateOfBirth: '2030-01-01', status: 'x' });
    expect(told.map(({ column }) => column).sort()).toEqual(['dateOfBirth', 'personKind', 'status']);
    expect(JSON.stringify(told)).not.toContain('null');
  });
});
