"""A case that is not where it should be, or not a folder of files that can be read."""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.case import check_case, list_cases
from helpers.cli import main

Deny = Callable[[Path], None]


def check(*arguments: str | Path) -> int:
    return main(["check", *map(str, arguments)])


@pytest.fixture
def deny(monkeypatch: pytest.MonkeyPatch) -> Deny:
    """Takes the permission to read a folder, from root too, whom chmod does not stop."""

    def taken(folder: Path) -> None:
        for name in ("listdir", "stat"):
            real = getattr(os, name)

            def refuse(path, *arguments, real=real, name=name, **options):
                inside = Path(path).is_relative_to(folder)
                if inside and (name == "listdir" or Path(path) != folder):
                    raise PermissionError(errno.EACCES, "Permission denied", str(path))
                return real(path, *arguments, **options)

            monkeypatch.setattr(os, name, refuse)

    return taken


def test_a_folder_of_cases_that_cannot_be_read_is_said_to_be_so(ferry, deny: Deny, capsys) -> None:
    deny(ferry.data)
    assert check("--data", ferry.data) == 2
    expected = f"{ferry.data}: cannot be read: Permission denied; it should hold the cases\n"
    assert capsys.readouterr().out == expected
    assert ferry.problems() == [expected.strip()]


def test_a_case_that_cannot_be_read_is_not_skipped(ferry, deny: Deny, capsys) -> None:
    deny(ferry.folder)
    assert check("--data", ferry.data) == 2
    assert capsys.readouterr().out == (
        "harbour-ferry: 1 problem\n"
        f"  {ferry.data}: folder harbour-ferry cannot be read: Permission denied\n"
    )
    assert list_cases(ferry.data) == ["harbour-ferry"]


def test_texts_that_cannot_be_listed_are_named(ferry, deny: Deny, tmp_path: Path) -> None:
    deny(ferry.folder / "texts")
    assert "texts: cannot be read: Permission denied" in ferry.problems()
    assert ferry.problems(texts=ferry.folder / "texts") == [
        f"{ferry.folder / 'texts'}: cannot be read: Permission denied; it should hold <article>.txt"
    ]


def test_a_folder_without_a_package_is_said_to_be_no_case(ferry, capsys) -> None:
    (ferry.data / "drafts").mkdir()
    (ferry.data / "Old Drafts").mkdir()
    assert check("--data", ferry.data) == 2
    out = capsys.readouterr().out
    assert "harbour-ferry: no problems" in out
    assert f"{ferry.data}: folder drafts has no datapackage.json: not a case" in out
    assert f"{ferry.data}: folder Old Drafts has no datapackage.json: not a case" in out
    assert list_cases(ferry.data) == ["harbour-ferry"]


def test_hidden_folders_and_files_are_no_cases(ferry, capsys) -> None:
    (ferry.data / ".git").mkdir()
    (ferry.data / ".git" / "datapackage.json").write_text("{}", "utf-8")
    (ferry.data / "README.md").write_text("The data", "utf-8")
    assert check("--data", ferry.data) == 0
    assert capsys.readouterr().out.count("\n") == 3


def test_a_package_that_is_a_link_to_nothing_is_named(ferry) -> None:
    (ferry.folder / "datapackage.json").unlink()
    (ferry.folder / "datapackage.json").symlink_to("gone.json")
    assert ferry.problems() == [
        f"{ferry.data}: folder harbour-ferry has a datapackage.json that is a link and leads "
        "nowhere: not a case"
    ]


def test_a_case_that_is_a_link_to_nothing_is_named(ferry, capsys) -> None:
    (ferry.data / "elsewhere").symlink_to("gone")
    assert check("--data", ferry.data) == 2
    assert "folder elsewhere is a link that leads nowhere: not a case" in capsys.readouterr().out


def test_a_link_that_leads_to_itself_is_named(ferry) -> None:
    (ferry.folder / "datapackage.json").unlink()
    (ferry.folder / "datapackage.json").symlink_to("datapackage.json")
    [problem] = ferry.problems()
    assert "folder harbour-ferry cannot be read: Too many levels of symbolic links" in problem


@pytest.mark.parametrize("file", ["actors.csv", "datapackage.json", "texts/radio-morning.txt"])
def test_a_pipe_in_place_of_a_file_is_refused_and_not_waited_for(ferry, file: str) -> None:
    (ferry.folder / file).unlink()
    os.mkfifo(ferry.folder / file)
    assert f"{file}: cannot be read: it is a pipe, not a regular file" in ferry.problems()


@pytest.mark.parametrize("file", ["actors.csv", "datapackage.json"])
def test_a_link_to_a_device_is_refused_and_not_read_for_ever(ferry, file: str) -> None:
    (ferry.folder / file).unlink()
    (ferry.folder / file).symlink_to("/dev/zero")
    assert stat.S_ISCHR((ferry.folder / file).stat().st_mode)
    assert f"{file}: cannot be read: it is a device, not a regular file" in ferry.problems()


@pytest.mark.parametrize("name", ["Harbour-Ferry", "HARBOUR-FERRY"])
def test_a_name_in_capitals_is_told_what_a_name_is_made_of(ferry, name: str) -> None:
    assert list(map(str, check_case(name, ferry.data))) == [
        f"case: '{name}' is not the name of a case; "
        "use lower-case words joined by hyphens (a to z, 0 to 9)"
    ]


def test_a_folder_whose_name_no_case_may_have_is_not_suggested_for_itself(ferry) -> None:
    ferry.folder.rename(ferry.data / "Harbour Ferry")
    [problem] = check_case("Harbour Ferry", ferry.data)
    assert "use lower-case words joined by hyphens" in str(problem)
    assert "nearest" not in str(problem)


def test_an_empty_name_is_said_to_be_empty(ferry, capsys) -> None:
    assert check("", "--data", ferry.data) == 2
    assert capsys.readouterr().out == (
        "(no name): 1 problem\n"
        "  case: is an empty name; name a case, or leave the name out to check every case\n"
    )


def test_a_text_of_no_article_is_named_with_the_article_it_may_be(ferry) -> None:
    (ferry.folder / "texts" / "radio-mornign.txt").write_text("x", "utf-8")
    (ferry.folder / "texts" / "council-minutes.md").write_text("x", "utf-8")
    (ferry.folder / "texts" / ".DS_Store").write_text("x", "utf-8")
    form = "is the text of no article; a text is called <article id>.txt"
    assert ferry.problems() == [
        f"texts/council-minutes.md: {form} (nearest: council-minutes.txt)",
        f"texts/radio-mornign.txt: {form} (nearest: radio-morning.txt)",
    ]


def test_texts_in_another_folder_may_be_those_of_several_cases(ferry, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (ferry.folder / "texts").rename(elsewhere)
    (elsewhere / "of-another-case.txt").write_text("x", "utf-8")
    assert ferry.problems(texts=elsewhere) == []


def test_texts_are_not_called_unknown_when_the_articles_cannot_be_read(ferry) -> None:
    ferry.path("articles").unlink()
    assert not any(line.startswith("texts/") for line in ferry.problems())
