const chinese = /(?:集团|集團)?(?:股份)?有限(?:责任|責任)?公司$/;
const western = /,?\s+(?:Co\.,? Ltd\.?|Ltd\.?|Inc\.?|GmbH|LLC|Corp\.?)$/i;

/** A company's name without its legal form, where there is little room. */
export function shortCompany(name: string): string {
  const short = name.replace(chinese, '').replace(western, '');
  return short.length >= 2 ? short : name;
}
