"""Countries and nationalities in the words of the register, as codes of ISO 3166.

Only words that mean one country are here; what is left out (Korean, Congolese, a state of the
United States) is told as not understood. The parts of the United Kingdom are told as GB.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

# code | names of the country | words for its nationals; British comes in many
_TABLE = """
AD|andorra|andorran
AE|united arab emirates,uae|emirati
AF|afghanistan|afghan
AG|antigua and barbuda|citizen of antigua and barbuda
AI|anguilla|anguillan
AL|albania|albanian
AM|armenia|armenian
AO|angola|angolan
AR|argentina|argentine,argentinian
AT|austria|austrian
AU|australia|australian
AW|aruba|
AZ|azerbaijan|azerbaijani
BA|bosnia and herzegovina|citizen of bosnia and herzegovina,bosnian
BB|barbados|barbadian
BD|bangladesh|bangladeshi
BE|belgium|belgian
BF|burkina faso|burkinan,burkinabe
BG|bulgaria|bulgarian
BH|bahrain|bahraini
BI|burundi|burundian
BJ|benin|beninese
BM|bermuda|bermudian
BN|brunei,brunei darussalam|bruneian
BO|bolivia|bolivian
BR|brazil|brazilian
BS|bahamas,the bahamas|bahamian
BT|bhutan|bhutanese
BW|botswana|botswanan
BY|belarus|belarusian
BZ|belize|belizean
CA|canada|canadian
CG|republic of the congo|congolese (congo)
CD|democratic republic of the congo|congolese (drc)
CF|central african republic|central african
CH|switzerland|swiss
CI|ivory coast,cote d'ivoire|ivorian
CK|cook islands|cook islander
CL|chile|chilean
CM|cameroon|cameroonian
CN|china,people's republic of china|chinese
CO|colombia|colombian
CR|costa rica|costa rican
CU|cuba|cuban
CV|cape verde|cape verdean
CW|curacao,curaçao|
CY|cyprus|cypriot
CZ|czech republic,czechia|czech
DE|germany,federal republic of germany|german
DJ|djibouti|djiboutian
DK|denmark|danish
DO|dominican republic|citizen of the dominican republic
DM|dominica|
DZ|algeria|algerian
EC|ecuador|ecuadorean
EE|estonia|estonian
EG|egypt|egyptian
ER|eritrea|eritrean
ES|spain|spanish
ET|ethiopia|ethiopian
FI|finland|finnish
FJ|fiji|fijian
FO|faroe islands|faroese
FR|france|french
GA|gabon|gabonese
GB|united kingdom,uk,great britain,england,wales,scotland,northern ireland,england and wales|\
british,english,scottish,welsh,northern irish,united kingdom,uk,british citizen
GD|grenada|grenadian
GE||georgian
GG|guernsey|
GH|ghana|ghanaian
GI|gibraltar|gibraltarian
GL|greenland|greenlandic
GM|gambia,the gambia|gambian
GN|guinea|guinean
GQ|equatorial guinea|equatorial guinean
GR|greece|greek
GT|guatemala|guatemalan
GW|guinea-bissau|citizen of guinea-bissau
GY|guyana|guyanese
HK|hong kong|hong konger
HN|honduras|honduran
HR|croatia|croatian
HT|haiti|haitian
HU|hungary|hungarian
ID|indonesia|indonesian
IE|ireland,republic of ireland,eire|irish
IL|israel|israeli
IM|isle of man|
IN|india|indian
IQ|iraq|iraqi
IR|iran|iranian
IS|iceland|icelandic
IT|italy|italian
JE|jersey|
JM|jamaica|jamaican
JO|jordan|jordanian
JP|japan|japanese
KE|kenya|kenyan
KG|kyrgyzstan|kyrgyz
KH|cambodia|cambodian
KM|comoros|comoran
KN|saint kitts and nevis,st kitts and nevis|kittitian
KP|north korea|north korean
KR|south korea,republic of korea,korea republic of|south korean
KW|kuwait|kuwaiti
KY|cayman islands|cayman islander,caymanian
KZ|kazakhstan|kazakh
LA|laos|lao
LB|lebanon|lebanese
LC|saint lucia,st lucia|st lucian
LI|liechtenstein|liechtenstein citizen
LK|sri lanka|sri lankan
LR|liberia|liberian
LS|lesotho|mosotho
LT|lithuania|lithuanian
LU|luxembourg|luxembourger
LV|latvia|latvian
LY|libya|libyan
MA|morocco|moroccan
MC|monaco|monegasque
MD|moldova|moldovan
ME|montenegro|montenegrin
MG|madagascar|malagasy
MH|marshall islands|marshallese
MK|north macedonia,macedonia|macedonian
ML|mali|malian
MM|myanmar,burma|burmese
MN|mongolia|mongolian
MO|macau,macao|macanese
MR|mauritania|mauritanian
MS|montserrat|montserratian
MT|malta|maltese
MU|mauritius|mauritian
MV|maldives|maldivian
MW|malawi|malawian
MX|mexico|mexican
MY|malaysia|malaysian
MZ|mozambique|mozambican
NA|namibia|namibian
NE|niger|nigerien
NG|nigeria|nigerian
NI|nicaragua|nicaraguan
NL|netherlands,the netherlands,holland|dutch
NO|norway|norwegian
NP|nepal|nepalese
NZ|new zealand|new zealander
OM|oman|omani
PA|panama|panamanian
PE|peru|peruvian
PG|papua new guinea|papua new guinean
PH|philippines|filipino
PK|pakistan|pakistani
PL|poland|polish
PR|puerto rico|puerto rican
PS|palestine|palestinian
PT|portugal|portuguese
PY|paraguay|paraguayan
QA|qatar|qatari
RO|romania|romanian
RS|serbia|serbian
RU|russia,russian federation|russian
RW|rwanda|rwandan
SA|saudi arabia|saudi arabian
SB|solomon islands|solomon islander
SC|seychelles|citizen of seychelles
SD|sudan|sudanese
SE|sweden|swedish
SG|singapore|singaporean
SI|slovenia|slovenian
SK|slovakia|slovak
SL|sierra leone|sierra leonean
SM|san marino|sammarinese
SN|senegal|senegalese
SO|somalia|somali
SR|suriname|surinamese
SS|south sudan|south sudanese
SV|el salvador|salvadorean
SY|syria|syrian
SZ|eswatini,swaziland|swazi
TC|turks and caicos islands|turks and caicos islander
TD|chad|chadian
TG|togo|togolese
TH|thailand|thai
TJ|tajikistan|tajik
TM|turkmenistan|turkmen
TN|tunisia|tunisian
TO|tonga|tongan
TR|turkey|turkish
TT|trinidad and tobago|trinidadian
TW|taiwan|taiwanese
TZ|tanzania|tanzanian
UA|ukraine|ukrainian
UG|uganda|ugandan
US|united states,united states of america,usa,us,u.s.a.,u.s.|american,united states,usa
UY|uruguay|uruguayan
UZ|uzbekistan|uzbek
VA|vatican city|vatican citizen
VC|saint vincent and the grenadines,st vincent and the grenadines|vincentian
VE|venezuela|venezuelan
VG|british virgin islands,virgin islands british|british virgin islander
VN|vietnam,viet nam|vietnamese
VU|vanuatu|citizen of vanuatu
WS|samoa|samoan
YE|yemen|yemeni
ZA|south africa|south african
ZM|zambia|zambian
ZW|zimbabwe|zimbabwean
"""

_LONGEST = 100  # signs of the words that are remembered
_BETWEEN = re.compile(r"\s*[,/;]\s*")


@cache
def _tables() -> tuple[dict[str, str], dict[str, str]]:
    names: dict[str, str] = {}  # without Georgia, which is a state too
    nationals: dict[str, str] = {}
    for row in _TABLE.strip().splitlines():
        code, named, people = row.split("|")
        names.update((name, code) for name in named.split(",") if name)
        nationals.update((name, code) for name in people.split(",") if name)
    return names, nationals


def country(text: str) -> str:
    """Give the code of a country; empty if the words do not mean one beyond doubt.

    Examples
    --------
    >>> country("England & Wales"), country("VIRGIN ISLANDS, BRITISH"), country("Minnesota, Usa")
    ('GB', 'VG', '')
    """
    return _country(text) if len(text) <= _LONGEST else ""


@lru_cache(maxsize=1 << 13)
def _country(text: str) -> str:
    plain = " ".join(text.lower().replace("&", " and ").replace(",", " ").split())
    return _tables()[0].get(plain, "")


def nationalities(text: str) -> tuple[str, ...] | None:
    """Give the codes of one or more nationalities.

    Returns
    -------
    tuple of str or None
        None if a word among them is not understood.

    Examples
    --------
    >>> nationalities("British,Irish"), nationalities("Martian")
    (('GB', 'IE'), None)
    """
    return _nationalities(text) if len(text) <= _LONGEST else None


@lru_cache(maxsize=1 << 13)
def _nationalities(text: str) -> tuple[str, ...] | None:
    words = [" ".join(word.lower().split()) for word in _BETWEEN.split(text)]
    codes = [_tables()[1].get(word, "") for word in words if word]
    return tuple(dict.fromkeys(codes)) if codes and all(codes) else None
