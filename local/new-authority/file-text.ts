// The file of a new authority: the national guidance and nothing else, with a comment wherever a person must still decide.
import { authoritiesOf } from '../../shared/policy/every-authority.ts';
import { slugOf } from '../../shared/policy/read.ts';
import type { Answers } from './answers.ts';
import { PLACEHOLDER, policeUrn } from './placeholder.ts';

export function fileText(answers: Answers): string {
  const { slug, code, name, domains, today, account } = answers;
  const invented = `${slug}.example`;
  const address = (given: string | undefined, local: string) => given ?? `${local}@${invented}`;
  const mark = (given: unknown) => (given === undefined ? ` ${PLACEHOLDER}` : '');
  const given = [answers.frontDoor, answers.deputy, answers.reviewingOfficer, answers.pilot];
  const needsInvented = given.includes(undefined) && !domains.includes(invented);
  const [own = invented] = domains;
  return `# yaml-language-server: $schema=../docs/schemas/authority.json
# ${name}: who is told when a child goes missing, when, and under which clause.
# Every line that ends in PLACEHOLDER is invented and waits for a person; npx homeward doctor ${slug} lists what is left.
# The language, key by key: authorities/example.yaml; construct by construct: docs/policy-reference.md.

authority: { code: ${code}, name: ${JSON.stringify(name)}, time-zone: Europe/London, nation: england }

# When people read this whole file again.
review-by: ${aYearAfter(today)}

# How long records and messages are kept once nothing is open: the records manager says so, and no rule may count further
# back. Left out, for ever.
# retention: { closed: P18Y, messages: P1Y }

# Outside these hours a role's letter goes to its out-of-hours address, where it has one.
office-hours: { opens: "09:00", closes: "17:00" } ${PLACEHOLDER}

# School terms, so that school days can be counted. Without them every Monday to Friday counts, which is sooner.
# school-terms:
#   - { from: 2026-09-02, to: 2026-10-23 }

# Whose messages are read, and who may send in their name. Only what the police say ends an episode.
sources:
  - { urn: ${JSON.stringify(answers.policeUrn ?? policeUrn(answers))}, is: police, senders: [police] }${mark(answers.policeUrn)}
  - { urn: "urn:case-system:${slug}", is: case-system, senders: [case-system] }
  - { urn: "urn:school:ANY", is: school, senders: [case-system] }
  # A carer telephones; the case system writes down what the carer says.
  - { urn: "urn:carer:ANY", is: carer, senders: [case-system] }

# The IAM roles that the queue lets in, and their unique ids (aws iam get-role shows RoleId), as the queue names a sender.
senders:
  police:
    principals: ["arn:aws:iam::000000000000:role/police-feed"] ${PLACEHOLDER}
    ids: [AROAPLACEHOLDERPOLICE] ${PLACEHOLDER}
  case-system:
    principals: ["arn:aws:iam::000000000000:role/case-system-feed"] ${PLACEHOLDER}
    ids: [AROAPLACEHOLDERCASES] ${PLACEHOLDER}

# Letters come from this address and go to these domains alone: a keyworker's address outside them goes to the front door.
mail:
  from: homeward@${own}${domains.length === 0 ? ` ${PLACEHOLDER}` : ''}
  allowed-domains:
${domains.map((each) => `    - ${each}\n`).join('')}${needsInvented ? `    - ${invented} ${PLACEHOLDER}\n` : ''}  # case-link: "https://cases.${own}/missing/{reference}"

# Who reads for a role. Everything that is nobody else's falls to the front door.
directory:
  front-door:
    address: ${address(answers.frontDoor, 'front.door')}${mark(answers.frontDoor)}
    # out-of-hours: duty.team@${own}
    # Answered at any hour; it stands at the end of every letter.
    # phone: "01632 960 000"
    deputy: team-manager
    # When a person last saw a letter arrive there; check asks again after a year.
    verified: ${today} ${PLACEHOLDER}
  # Told where the front door's mailbox refuses a letter.
  team-manager:
    address: ${address(answers.deputy, 'team.manager')}${mark(answers.deputy)}
    verified: ${today} ${PLACEHOLDER}
  # Hears of each child in care who is missing, and of the return.
  independent-reviewing-officer:
    address: ${address(answers.reviewingOfficer, 'reviewing.officers')}${mark(answers.reviewingOfficer)}
    verified: ${today} ${PLACEHOLDER}

# A letter in the morning on all that is open, beside those that go at once.
# digest: { to: [team-manager], at: "07:30", on: working-days }

# Authorities whose children are placed here, or who host ours. One that is not listed is telephoned by the front door.
# other-authorities:
#   ${anotherThan(code)}

deployment:
${account === undefined ? `  # account: "000000000000" ${PLACEHOLDER}\n` : `  account: "${account}"\n`}${
  answers.alarms === undefined
    ? `  # Who gets the alarms, the second way for when letters fail: somebody who reads at night.\n  # alarms: [on.call@${own}] ${PLACEHOLDER}\n`
    : `  # The second way, for when letters fail: somebody who reads at night.\n  alarms: [${answers.alarms}]\n`
}  # On trial: everything is decided and recorded, and each letter goes to this address alone. Taken out on the day on
  # which it counts.
  shadow: { to: ${address(answers.pilot, 'pilot')} }${mark(answers.pilot)}

# The national guidance of January 2014 as it stands. Your own procedure is a version with its own \`from\`: rules of the
# same id take the place of those of the guidance, others are added; a rule that asks less says why (weaker-because).
versions:
  - id: "2014"
    title: Statutory guidance on children who run away or go missing from home or care, January 2014
    from: 2014-01-01
    extends: { baseline: dfe-2014 }
    no-ladder-because: Nobody has decided yet who is told as hours pass. ${PLACEHOLDER}
    # A first rung, once it is decided. With it the line above goes, and ladder-chosen-because says whose decision it was:
    # rules:
    #   - id: team-manager-12-hours
    #     clauses: [DFE-20-a]
    #     upon: missing
    #     after: { elapsed: PT12H, from: { earliest: [last-seen, missing-since, reported, received] }, boundary: at-least }
    #     do: escalate
    #     to: [team-manager]
    #     says: A child has been missing for twelve hours. Please see that everything that can be done is being done.
`;
}

/** Another authority that stands, for the example. */
function anotherThan(own: string): string {
  const [code, name] = Object.entries(authoritiesOf('england')).find(([each]) => each !== own) ?? [];
  return `${code}: { name: ${name}, address: missing.children@${slugOf(name ?? '')}.example }`;
}

/** The same day of the next year; 29 February becomes the 28th. */
function aYearAfter(today: string): string {
  const next = `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`;
  return next.endsWith('-02-29') ? next.replace('-29', '-28') : next;
}
