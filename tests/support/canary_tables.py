"""Where canaries are written: every field of text of every private model, of ours and of other packages, in exactly one
of three tables.

tests/publication/test_canaries.py holds them to the models; tests/support/canaries.py writes by them and searches.
"""

_NAMED = "key name_ar name_en"
_CLAIM = "url locator quotation"

#: Fields in which a canary is written where it must stay private: no rule lets it out, or the row's flags do not, or
#: nothing that is published speaks of the row.
PLANTED: dict[str, str] = {
    "admin.LogEntry": "object_repr change_message",
    "sessions.Session": "session_key session_data",
    "mfa.Authenticator": "data",
    "monitor.User": "username first_name last_name email password",
    "monitor.AccountRequest": "username reason",
    "records.AreaOfControl": "aliases",
    "records.AreaLabel": "name_ar name_en",
    "records.FormDraft": "form data",
    "records.Party": "aliases",
    "records.PartyLabel": "name_ar name_en",
    "records.SubsetLabel": "aliases",
    "records.Grouping": "aliases",
    "records.Person": "decision_reason",
    "records.PersonName": "text given father grandfather family",
    "records.Place": "aliases iso",
    "records.ImportBatch": "kind file_name digest",
    "records.Record": "notes import_key",
    "records.Document": "content",
    "records.ReviewRound": "reason",
    "records.Proposal": "content reason",
    "records.Transition": "reason",
    "records.Release": "acknowledged",
    "records.PublicCopy": "content",
    "records.OutboxEntry": "error",
    "records.Source": f"{_NAMED} aliases independence_group url",
    "records.SealedFile": "wrapped_key key_id destroyed_reason",
    "records.SealedEntry": "sealed",
    "records.Reading": "purpose",
    "incidents.CampaignClaim": _CLAIM,
    "incidents.Victim": "about_ar about_en",
    "incidents.IncidentClaim": _CLAIM,
    "incidents.TallyClaim": _CLAIM,
    "abductees.Case": "about_ar about_en override_reason basis_note basis_by",
    "abductees.CaseClaim": _CLAIM,
    "abductees.CaseCount": _CLAIM,
    "abductees.Identification": f"{_CLAIM} name_ar name_en",
    "abductees.Photo": "original original_name credit_ar credit_en consent",
    "reports.Acknowledgement": "key message reason",
}

_COPIED = "released documents copy in what they speak of (as_reference)"
_FIGURE = "the wording of a figure is shown with it"
_SPEC = "PUBLIC in the record's table of disclosure"

#: Fields that a release may show as they are: model → {fields: reason}. In rows that are not released, and in reference
#: data of which nothing published speaks, they hold canaries as well.
PUBLIC: dict[str, dict[str, str]] = {
    "records.AreaOfControl": {_NAMED: _COPIED},
    "records.Party": {_NAMED: _COPIED},
    "records.Place": {f"{_NAMED} pcode": f"{_COPIED}, from the locality upwards"},
    "records.SubsetLabel": {
        f"{_NAMED} singular_en singular_ar dual_ar dual_oblique_ar plural_ar accusative_ar": _COPIED,
    },
    "records.Grouping": {_NAMED: _COPIED},
    "records.GroupingRule": {"group_key label_ar label_en": _COPIED},
    "records.Record": {"title_ar title_en": "the headline; of a person's case abductees.documents cuts it"},
    "records.Release": {"note_ar note_en": "the public note of a correction; gone once it is withdrawn"},
    "records.StaffText": {"body_ar body_en": "a text of the site"},
    "incidents.Campaign": {"aim_ar aim_en": _SPEC},
    "incidents.Incident": {"counted_reason description_ar description_en": _SPEC},
    "incidents.CasualtyLine": {"counted_reason": _SPEC, "wording_ar wording_en": _FIGURE},
    "incidents.Subset": {"wording_ar wording_en": _FIGURE},
    "incidents.ClaimFigure": {"wording_ar wording_en": _FIGURE},
    "incidents.Tally": {
        "adoption_reason_ar adoption_reason_en excludes_ar excludes_en": _SPEC,
        "wording_ar wording_en": _FIGURE,
    },
    "incidents.TallyClaim": {"wording_ar wording_en": _FIGURE},
    "abductees.Case": {
        "called_ar called_en circumstances_ar circumstances_en": _SPEC,
        "wording_ar wording_en": _FIGURE,
    },
    "abductees.CaseClaim": {"note_ar note_en": _SPEC},
    "abductees.CaseCount": {"wording_ar wording_en": _FIGURE},
    "reports.Series": {"slug since_ar since_en about_ar about_en": _SPEC},
    "reports.Coverage": {"reason": _SPEC},
    "reports.Report": {"figures": "the figures of a month, made from what is public"},
    "reports.Section": {"heading_ar heading_en body_ar body_en": _SPEC},
}

_DERIVED = "made from the names and spellings, which have canaries of their own"
_CLOSED = "words of a closed list, which the forms check"

#: Fields that no person writes: model → {fields: reason}.
STRUCTURAL: dict[str, dict[str, str]] = {
    "admin.LogEntry": {"object_id": "the key of a row"},
    "account.EmailAddress": {"email": "there is no mail: the table of allauth stays empty"},
    "account.EmailConfirmation": {"key": "as the addresses"},
    "auth.Group": {"name": "keys of roles, from monitor.roles"},
    "auth.Permission": {"name codename": "names of rights, from the code"},
    "contenttypes.ContentType": {"app_label model": "names of models, from the code"},
    "monitor.AccountRequest": {"roles roles_before": "keys of roles, which the database compares"},
    "monitor.Invitation": {"digest": "SHA-256"},
    "records.AreaOfControl": {"search": _DERIVED},
    "records.Party": {"search": _DERIVED, "path": "numbers of the rows above"},
    "records.Place": {"search": _DERIVED, "path": "numbers of the rows above"},
    "records.SubsetLabel": {"search": _DERIVED},
    "records.Grouping": {"search": _DERIVED},
    "records.Source": {"search": _DERIVED},
    "records.Person": {"search": _DERIVED},
    "records.Record": {"public_id": "random; those of unreleased records are looked for by their value"},
    "records.AuditEntry": {
        "action subject": "names of acts, public ids, names of accounts; only auditors read it",
        "facts": "states, counts and digests",
    },
    "records.AuditLink": {"digest": "SHA-256"},
    "records.Document": {"digest": "SHA-256; looked for by its value"},
    "records.Transition": {"move": "the key of a step"},
    "records.Release": {"content": "the public document itself", "digest": "SHA-256 of it"},
    "records.ReleaseWords": {
        "letters": "made from the public document and notes",
        "sounds": "made from the same",
    },
    "records.PublicCopy": {"digest": "SHA-256; that of a hidden photo is looked for by its value"},
    "abductees.Photo": {"media_type": _CLOSED, "copy": "SHA-256 of a public copy"},
    "reports.SeriesRule": {"outcomes types methods": _CLOSED},
    "reports.Report": {"headline_claims": "numbers of claims by the public ids of figures"},
    "reports.Section": {"key": "made by the draft, or random"},
}

#: PLANTED fields whose own content is the canary, since no one can choose it: keys, digests, what is sealed.
BY_VALUE = {
    ("sessions.Session", "session_key"),
    ("sessions.Session", "session_data"),
    ("monitor.User", "password"),
    ("records.SealedFile", "wrapped_key"),
    ("records.SealedFile", "key_id"),
    ("records.SealedEntry", "sealed"),
    ("abductees.Photo", "original"),
}
