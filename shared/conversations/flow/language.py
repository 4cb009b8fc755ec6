"""Which language somebody writes: Indonesian first, English when they write English. Pure."""

from shared.conversations.flow.read_words import listed, plain_words
from shared.conversations.flow.talk import Language


def language_of(text: str, before: Language) -> Language:
    """`en` for a text that is English, `id` for one that is not; what it was before where nothing can be told."""
    words = [word for word in plain_words(text) if word.isalpha()]
    if not words:
        return before
    english = [word for word in words if word in listed("english") and word not in listed("both_languages")]
    indonesian = [word for word in words if word in listed("indonesian")]
    if len(english) > len(indonesian) and (
        len(english) >= 2 or (len(words) <= 2 and english[0] in listed("surely_english"))
    ):
        return "en"
    if indonesian or len(words) >= 3:
        return "id"
    return before
