"""Names as their bearers write them: script or language, name, the file that sets it.

A name that runs from right to left stands as the editor shows it.
"""

from __future__ import annotations

__all__ = ["MIXED", "NAMES", "REFUSED"]

NAMES = (
    ("English", "Ana Lima", ""),
    ("Polish and Vietnamese", "Łucja Kowalska-Nguyễn", ""),
    ("Yoruba", "Ọláyínká Ṣọ́yẹmí", ""),
    ("decomposed", "Z\u030cofie d\u2019Arc", ""),
    ("Greek", "Ελένη Παπαδοπούλου", ""),
    ("Russian", "Иван Петров", ""),
    ("Kazakh", "Әлия Нұрмағамбетова", ""),
    ("Amharic", "ዐቢይ አሕመድ", "NotoSansEthiopic-Bold.ttf"),
    ("Tigrinya", "ለተሰንበት ግደይ", "NotoSansEthiopic-Bold.ttf"),
    ("Arabic", "نجيب محفوظ", "NotoSansArabic-Bold.ttf"),
    ("Persian", "مریم میرزاخانی", "NotoSansArabic-Bold.ttf"),
    ("Urdu", "فیض احمد فیض", "NotoSansArabic-Bold.ttf"),
    ("Armenian", "Հովհաննես Թումանյան", "NotoSansArmenian-Bold.ttf"),
    ("Bengali", "রবীন্দ্রনাথ ঠাকুর", "NotoSansBengali-Bold.ttf"),
    ("Inuktitut", "ᓇᑖᓐ ᐅᐱᑦ", "NotoSansCanadianAboriginal-Bold.ttf"),
    ("Hindi", "लक्ष्मी श्रीवास्तव", "NotoSansDevanagari-Bold.ttf"),
    ("Nepali", "लक्ष्मीप्रसाद देवकोटा", "NotoSansDevanagari-Bold.ttf"),
    ("Georgian", "ხატია ბუნიათიშვილი", "NotoSansGeorgian-Bold.ttf"),
    ("Gujarati", "હેમચંદ્ર વિક્રમસિંહ", "NotoSansGujarati-Bold.ttf"),
    ("Punjabi", "ਅੰਮ੍ਰਿਤਾ ਪ੍ਰੀਤਮ", "NotoSansGurmukhi-Bold.ttf"),
    ("Hebrew", "יָעֵל כֹּהֵן", "NotoSansHebrew-Bold.ttf"),
    ("Kannada", "ಕುವೆಂಪು ವಿಶ್ವೇಶ್ವರಯ್ಯ", "NotoSansKannada-Bold.ttf"),
    ("Khmer", "ស៊ីន ស៊ីសាមុត", "NotoSansKhmer-Bold.ttf"),
    ("Korean", "박가영", "NanumGothicCodingBold.ttf"),
    ("Lao", "ທອງລຸນ ສີສຸລິດ", "NotoSansLao-Bold.ttf"),
    ("Malayalam", "ശ്രീനാരായണൻ നമ്പൂതിരിപ്പാട്", "NotoSansMalayalam-Bold.ttf"),
    ("Manipuri", "ꯃꯦꯔꯤ ꯀꯣꯝ", "NotoSansMeeteiMayek-Bold.ttf"),
    ("Burmese", "အောင်ဆန်းစုကြည်", "NotoSansMyanmar-Bold.ttf"),
    ("Shan", "ၸဝ်ႈသိူဝ်ႁၢၼ်ၾႃႉ", "NotoSansMyanmar-Bold.ttf"),
    ("N'Ko", "ߛߏߟߏߡߊߣߊ߫ ߞߊ߲ߕߍ߫", "NotoSansNKo-Regular.ttf"),
    ("Santali", "ᱨᱟᱹᱜᱷᱩᱱᱟᱛᱷ ᱢᱩᱨᱢᱩ", "NotoSansOlChiki-Bold.ttf"),
    ("Odia", "ଦ୍ରୌପଦୀ ମୁର୍ମୁ", "NotoSansOriya-Bold.ttf"),
    ("Sinhala", "මාර්ටින් වික්‍රමසිංහ", "NotoSansSinhala-Bold.ttf"),
    ("Tamil", "சுப்பிரமணிய பாரதி", "NotoSansTamil-Bold.ttf"),
    ("Telugu", "శ్రీకృష్ణ రాజమౌళి", "NotoSansTelugu-Bold.ttf"),
    ("Dhivehi", "އިބްރާހީމް މުޙައްމަދު ޞާލިޙު", "NotoSansThaana-Bold.ttf"),
    ("Thai", "สมชาย ศรีสุวรรณ", "NotoSansThai-Bold.ttf"),
    ("Tibetan", "བསྟན་འཛིན་རྒྱ་མཚོ།", "NotoSerifTibetan-Bold.ttf"),
    ("Dzongkha", "འཇིགས་མེད་གེ་སར་རྣམ་རྒྱལ་དབང་ཕྱུག", "NotoSerifTibetan-Bold.ttf"),
    ("Tamazight", "ⵎⴰⵙⵙⵉⵏ ⵡⴰⴳⴷⵓⴷ", "NotoSansTifinagh-Regular.ttf"),
    ("Chinese", "王秀英", "DroidSansFallbackFull.ttf"),
    ("Japanese", "伊藤 さくら", "DroidSansFallbackFull.ttf"),
    ("Katakana", "ヴィクトル・スミス", "DroidSansFallbackFull.ttf"),
)

MIXED = (
    ("Ana محمد 伊藤 김민준", ["NotoSansArabic-Bold.ttf", "DroidSansFallbackFull.ttf", "NanumGothicCodingBold.ttf"]),
    ("Yaël Cohen (יעל כהן), PhD", ["NotoSansHebrew-Bold.ttf"]),
    ("김가영 (金佳英)", ["DroidSansFallbackFull.ttf", "NanumGothicCodingBold.ttf"]),
    ("박서연 さくら", ["DroidSansFallbackFull.ttf", "NanumGothicCodingBold.ttf"]),
    ("Priya प्रिया ప్రియ", ["NotoSansDevanagari-Bold.ttf", "NotoSansTelugu-Bold.ttf"]),
)

# Each would miss something on the page: a letter below a mark of another script, a rare character,
# a form of a character that was asked for, an old syllable in parts.
REFUSED = (
    "ก\u0323",
    "김\u0302",
    "م\u0303",
    "𠮷野",
    "葛\U000e0100城",
    "\u1112\u119e\u11ab",
    "𞤀𞤣𞤢𞤥",
)
