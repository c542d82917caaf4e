/** Words for what is nobody else's business, as people name folders, labels and categories. */
export const privateWords = /^(?:.*[/.])?(?:private?|personal|persönlich|personnel|privé|privado|privato|confidential|vertraulich)(?:[/.].*)?$/iu;
