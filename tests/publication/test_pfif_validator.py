"""The validator of the tests sees every fault that the specification names: each rule, by a planted fault."""

import pytest

from tests.support.pfif import problems

VALID = """<?xml version="1.0" encoding="UTF-8"?>
<p:pfif xmlns:p="http://zesty.ca/pfif/1.4">
  <p:note>
    <p:text>Seen at the market</p:text>
    <p:note_record_id>one.example/n1</p:note_record_id>
    <p:person_record_id>one.example/1</p:person_record_id>
    <p:author_name>Somebody</p:author_name>
    <p:source_date>2015-01-02T03:04:05.5Z</p:source_date>
  </p:note>
  <p:person>
    <p:full_name>Fulan</p:full_name>
    <p:note>
      <p:note_record_id>one.example/n2</p:note_record_id>
      <p:linked_person_record_id>two.example/2</p:linked_person_record_id>
      <p:author_name>Somebody</p:author_name>
      <p:author_made_contact>true</p:author_made_contact>
      <p:status>believed_missing</p:status>
      <p:source_date>2015-01-02T03:04:05Z</p:source_date>
      <p:text>Nothing heard</p:text>
    </p:note>
    <p:person_record_id>one.example/1</p:person_record_id>
    <p:source_date>2015-01-02T03:04:05Z</p:source_date>
    <p:source_url>https://one.example/1</p:source_url>
    <p:author_email>a@one.example</p:author_email>
    <p:author_phone>+00 00</p:author_phone>
    <p:alternate_names>Foolan
Fulaan</p:alternate_names>
    <p:description></p:description>
    <p:sex>other</p:sex>
    <p:date_of_birth>1990-02-03</p:date_of_birth>
    <p:age>24-26</p:age>
    <p:home_postal_code>00</p:home_postal_code>
    <p:home_country>SY</p:home_country>
    <p:profile_urls>https://one.example/a
https://one.example/b</p:profile_urls>
  </p:person>
  <p:person>
    <p:person_record_id>one.example/3</p:person_record_id>
    <p:expiry_date>2015-01-02T03:04:05Z</p:expiry_date>
    <p:source_date>2015-01-02T03:04:05Z</p:source_date>
    <p:full_name/>
  </p:person>
</p:pfif>
"""


def test_a_valid_document_has_no_problem() -> None:
    assert problems(VALID.encode()) == []


@pytest.mark.parametrize(
    ("was", "becomes", "problem"),
    [
        # the document
        ("pfif/1.4", "pfif/1.3", "root is {http://zesty.ca/pfif/1.3}pfif"),
        ("  <p:note>\n    <p:text>", "  <p:dog/><p:note>\n    <p:text>", "pfif: dog is not allowed"),
        ("  <p:note>\n    <p:text>", "  x<p:note>\n    <p:text>", "pfif: text between elements"),
        ('pfif/1.4">', 'pfif/1.4" version="1.4">', "pfif: has attributes"),
        # fields that there are
        ("<p:sex>other</p:sex>", "<p:first_name>F</p:first_name>", "person 2: first_name is not allowed"),
        ("<p:sex>other</p:sex>", "<p:status>x</p:status>", "person 2: status is not allowed"),
        ("<p:sex>other</p:sex>", "<sex>other</sex>", "person 2: {}sex is not allowed"),
        ("<p:sex>other</p:sex>", '<sex xmlns="urn:x">other</sex>', "person 2: {urn:x}sex is not allowed"),
        ("<p:sex>other</p:sex>", "<p:sex>other</p:sex><p:sex>male</p:sex>", "person 2: sex is there twice"),
        ("<p:sex>other", "<p:sex a='1'>other", "person 2: sex has attributes"),
        ("<p:sex>other", "<p:sex><p:age>1</p:age>other", "person 2: sex holds elements"),
        ("<p:sex>other</p:sex>", "other", "person 2: text between elements"),
        ("<p:sex>other", "<p:sex>", "person 2: sex is empty"),
        # fields that are needed
        ("<p:person_record_id>one.example/3</p:person_record_id>", "", "person 3: person_record_id is missing"),
        ("<p:full_name>Fulan</p:full_name>", "", "person 2: full_name is missing"),
        ("<p:full_name>Fulan</p:full_name>", "<p:full_name> </p:full_name>", "person 2: full_name is empty"),
        ("    <p:source_date>2015-01-02T03:04:05Z</p:source_date>\n    <p:source_url>", "<p:source_url>",
         "person 2: source_date is missing"),
        ("<p:note_record_id>one.example/n2</p:note_record_id>", "", "person 2 note 1: note_record_id is missing"),
        ("<p:text>Nothing heard</p:text>", "", "person 2 note 1: text is missing"),
        ("<p:text>Nothing heard</p:text>", "<p:text/>", "person 2 note 1: text is empty"),
        ("      <p:author_name>Somebody</p:author_name>\n", "", "person 2 note 1: author_name is missing"),
        ("<p:source_date>2015-01-02T03:04:05.5Z</p:source_date>", "", "note 1: source_date is missing"),
        # to whom a note belongs
        ("    <p:person_record_id>one.example/1</p:person_record_id>\n    <p:author_name>", "<p:author_name>",
         "note 1: person_record_id is missing"),
        ("<p:linked_person_record_id>two.example/2</p:linked_person_record_id>",
         "<p:person_record_id>one.example/3</p:person_record_id>",
         "person 2 note 1: person_record_id is another person's"),
        ("two.example/2", "one.example/1", "person 2 note 1: linked_person_record_id is the person's own"),
        # once each
        ("one.example/3", "one.example/1", "person 3: another has its record id"),
        ("one.example/n2", "one.example/n1", "person 2 note 1: another has its record id"),
        # an expired record says nothing
        ("<p:full_name/>", "<p:full_name/><p:sex>male</p:sex>", "person 3: full_name is empty"),
        ("    <p:expiry_date>2015-01-02T03:04:05Z</p:expiry_date>\n", "", "person 3: full_name is empty"),
        # forms
        ("one.example/3", "one.example", "person 3: person_record_id is malformed"),
        ("one.example/3", "One.example/3", "person 3: person_record_id is malformed"),
        ("one.example/3", "one..example/3", "person 3: person_record_id is malformed"),
        ("one.example/3", "one.example/", "person 3: person_record_id is malformed"),
        ("one.example/3", "one.example/٣", "person 3: person_record_id is malformed"),
        ("<p:expiry_date>2015-01-02T", "<p:expiry_date>2015-02-30T", "person 3: expiry_date is malformed"),
        ("<p:expiry_date>2015-01-02T", "<p:expiry_date>2015-01-02 ", "person 3: expiry_date is malformed"),
        ("05Z</p:expiry_date>", "05+00:00</p:expiry_date>", "person 3: expiry_date is malformed"),
        ("https://one.example/1", "one.example/1", "person 2: source_url is malformed"),
        ("https://one.example/b", "", "person 2: profile_urls is malformed"),
        ("a@one.example", "a", "person 2: author_email is malformed"),
        ("+00 00", "+00 x", "person 2: author_phone is malformed"),
        ("Foolan\nFulaan", "Foolan\n\nFulaan", "person 2: alternate_names is malformed"),
        ("<p:sex>other", "<p:sex>Other", "person 2: sex is malformed"),
        ("1990-02-03", "1990-02-30", "person 2: date_of_birth is malformed"),
        ("1990-02-03", "1990-2", "person 2: date_of_birth is malformed"),
        ("24-26", "26-24", "person 2: age is malformed"),
        ("24-26", "24–26", "person 2: age is malformed"),
        ("24-26", "about 25", "person 2: age is malformed"),
        ("<p:home_postal_code>00", "<p:home_postal_code>٠٠", "person 2: home_postal_code is malformed"),
        ("<p:home_country>SY", "<p:home_country>sy", "person 2: home_country is malformed"),
        ("<p:author_made_contact>true", "<p:author_made_contact>yes",
         "person 2 note 1: author_made_contact is malformed"),
        ("believed_missing", "missing", "person 2 note 1: status is malformed"),
    ],
)  # fmt: skip
def test_the_validator_sees_the_fault(was: str, becomes: str, problem: str) -> None:
    assert VALID.count(was) >= 1
    position = VALID.rindex(was)
    faulty = VALID[:position] + becomes + VALID[position + len(was) :]
    assert problems(faulty.encode()) == [problem]


@pytest.mark.parametrize("becomes", ["<", "&nbsp;", "\x0b", "</p:pfif>"])
def test_the_validator_sees_what_is_not_xml(becomes: str) -> None:
    (problem,) = problems(VALID.replace("Nothing heard", becomes).encode())
    assert problem.startswith("not XML: ")
