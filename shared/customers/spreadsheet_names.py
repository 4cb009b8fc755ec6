"""Names typed in capitals become readable, with titles, degrees and initials as they should be."""

import re

_BEFORE_A_NAME = """
    Drs. Dra. Dr. drg. drh. Ir. H. Hj. Hjh. KH. K. R. RM. Rr. RA. Ny. Nn. Tn. Bpk. Sdr. Sdri. Ust. Ustz.
    Tgk. Dn. Prof. Mbh. Mbk. Mr. Mrs. Kyai Bu Gg. Jl. No. Blk.
"""
_COMPANIES_AND_OFFICES = """
    PT CV UD TB PD KUD BUMDes BPR BRI BNI BCA BTN BPJS KUA UPT UPTD RSUD SDN SDIT SMPN SMAN SMKN MI MTs MA
    MAN MIN PGRI PAUD TPQ TPA TKA RA RT RW II III IV VI VII VIII IX XI XII WiFi HP WA
"""
_ONLY_WITH_A_DOT = {"ma", "man", "min", "ra", "mi", "k", "r", "bu", "no"}
_DEGREES_OF_SCHOOLS = """
    A.Md A.Md.Kom A.Md.Keb A.Md.Kep A.Md.T A.Ma A.Ma.Pd S.H S.E S.T S.S S.Si S.Sos S.Kom S.Pd S.Pd.I S.Pd.SD
    S.Ag S.Hum S.Psi S.Ked S.Kep S.Keb S.Farm S.Gz S.P S.Pt S.Hut S.I.Kom S.I.P S.IP S.Sn S.Ds S.Tr S.Tr.T
    S.KM S.K.M S.E.I S.H.I S.Th S.Th.I S.Fil S.Ars S.STP S.AP S.Ak S.M S.Li S.TP S.Kel S.Pi S.Akun S.Ab M.H
    M.E M.T M.M M.Si M.Sos M.Kom M.Pd M.Pd.I M.Ag M.Hum M.Psi M.Kes M.Farm M.Sc M.A M.B.A M.Eng M.Kn M.Ak
    M.TI M.I.Kom M.P M.Sn M.Kep M.AP M.Keb M.Ds M.Ars M.Th M.M.A M.Pt Ph.D B.A B.Sc Sp.A Sp.OG Sp.PD Sp.B
    Sp.M Sp.KK Apt Ners Ns Lc CA CPA
"""
_LOWER = {"bin", "binti", "dan", "alias", "van", "der", "al"}
_WORD = re.compile(r"[^\W\d_]+(?:[.'’][^\W\d_]+)*")
_VOWELS = set("AIUEOYaiueoy")
_LONGEST_ACRONYM = 4


def _cases(words: str) -> dict[str, str]:
    """How each word is cased, by its folded letters: `skom` -> `SKom`."""
    return {word.replace(".", "").casefold(): word.replace(".", "") for word in words.split()}


_ALWAYS = _cases(_BEFORE_A_NAME + _COMPANIES_AND_OFFICES)
_DEGREES = _cases(_DEGREES_OF_SCHOOLS)


def readable_name(name: str) -> str:
    """`DRS. CEMETI ISWAHYUDI, M.PD` -> `Drs. Cemeti Iswahyudi, M.Pd`; other names stay as they are."""
    if not name.isupper() or sum(letter.isalpha() for letter in name) < 2:
        return name
    comma = name.find(",")
    return _WORD.sub(lambda match: _readable(match, name, comma), name)


def _readable(match: re.Match[str], name: str, comma: int) -> str:
    word, letters = match[0], match[0].replace(".", "")
    key = letters.casefold()
    dotted = "." in word or name[match.end() : match.end() + 1] == "."
    behind_comma = -1 < comma < match.start()
    if key in _DEGREES and ("." in word or behind_comma):
        return _cased(word, _DEGREES[key])
    if key in _ALWAYS and (dotted or key not in _ONLY_WITH_A_DOT) and not behind_comma:
        return _cased(word, _ALWAYS[key])
    if len(letters) == 1 or "." in word:
        return word  # initials
    if key in _LOWER and match.start() > 0:
        return key
    if len(word) <= _LONGEST_ACRONYM and not dotted and not _VOWELS.intersection(word):
        return word
    return word.capitalize()


def _cased(word: str, letters: str) -> str:
    """The word with the case of `letters`, its dots where they were."""
    if len(word.replace(".", "")) != len(letters):
        return word
    rest = iter(letters)
    return "".join(character if character == "." else next(rest) for character in word)
