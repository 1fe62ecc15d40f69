// Letters as they sound to a reader: no case, no accents, no marks that cannot be seen.
const other = { "Ø": "O", "Ł": "L", "Đ": "D", "Ð": "D", "Þ": "TH", "Æ": "AE", "Œ": "OE", "’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-" };
const plain = (text) => text.normalize("NFKD").replace(/[\p{M}\p{Cf}]/gu, "").toUpperCase()
  .replace(/[ØŁĐÐÞÆŒ’‘“”–—]/g, (one) => other[one]);
