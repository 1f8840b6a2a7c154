// The little that is asked of mjml, which has no types of its own.
declare module 'mjml' {
  export default function mjml2html(
    source: string,
    options: { keepComments: boolean; validationLevel: 'strict' },
  ): Promise<{ html: string; errors: readonly { formattedMessage: string }[] }>;
}
