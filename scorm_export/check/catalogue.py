"""Every finding of `olw scorm check` in one table: its code, its level and its words.

docs/ld-importers/check-a-package.md explains them; `olw explain` reads this table too.
"""

from __future__ import annotations

from typing import Literal

Level = Literal["error", "warning"]

# code: (level, problem, remedy); {names} are filled by `found`.
CATALOGUE: dict[str, tuple[Level, str, str]] = {
    # the zip
    "zip-unreadable": (
        "error",
        "It cannot be opened ({why}).",
        "Make or download it again.",
    ),
    "zip-damaged": (
        "error",
        "This file is damaged.",
        "Make or download the package again.",
    ),
    "zip-bomb": (
        "error",
        "It unpacks to {size}.",
        "Do not upload it; ask whoever made it.",
    ),
    "zip-path-escapes": (
        "error",
        "This path leads out of the package.",
        "Remove it: it can be an attack.",
    ),
    "zip-backslash": (
        "error",
        "The path has backslashes.",
        "Zip it again with a tool that writes '/'.",
    ),
    "zip-symlink": (
        "error",
        "This is a link, not a file.",
        "Put the file itself into the zip.",
    ),
    "zip-encrypted": (
        "error",
        "This file is locked with a password.",
        "Zip it again without a password.",
    ),
    "zip-method": (
        "error",
        "It is packed with {method}, which most LMSs cannot unpack.",
        "Zip it again with the usual method (deflate).",
    ),
    "zip-overlap": (
        "error",
        "It shares bytes with another file, as zip bombs do.",
        "Do not upload it; ask whoever made it.",
    ),
    "zip-executable": (
        "error",
        "LMSs refuse programs and server scripts.",
        "Remove it.",
    ),
    "zip-duplicate": (
        "error",
        "The zip holds {count} files of this name.",
        "Keep one.",
    ),
    "zip-case-clash": (
        "error",
        "Two names differ only in capitals; one is lost on Windows.",
        "Rename one.",
    ),
    "zip-junk": ("warning", "A computer added these files.", "Remove them."),
    "zip-name": (
        "warning",
        "Some servers cannot serve spaces, '+' or accents.",
        "Use letters, digits, '.', '_', '-'.",
    ),
    # the manifest as a whole
    "manifest-missing": (
        "error",
        "There is no imsmanifest.xml.",
        "Export the course again as SCORM.",
    ),
    "manifest-subfolder": (
        "error",
        "The manifest lies in a folder; Moodle refuses that.",
        "Open the folder, select everything in it, and zip that.",
    ),
    "manifest-case": (
        "error",
        "LMSs look for a name without capitals.",
        "Rename it to imsmanifest.xml.",
    ),
    "manifest-bad-xml": ("error", "This is not good XML ({why}).", "Mend that line."),
    "manifest-too-large": (
        "error",
        "It is larger than {most} MB, so it was not read.",
        "Leave data out of the manifest.",
    ),
    "manifest-doctype": (
        "error",
        "It has a DOCTYPE, which can hide an attack.",
        "Remove the DOCTYPE line.",
    ),
    "manifest-not-scorm": (
        "error",
        "Its first element is {tag}, not a SCORM manifest.",
        "Export it as SCORM 1.2 or 2004.",
    ),
    "manifest-namespace": (
        "error",
        "The <manifest> has no namespace, so it cannot be told which SCORM it is.",
        'Add xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" for SCORM 1.2, '
        'or xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" for SCORM 2004.',
    ),
    "manifest-edition-unknown": (
        "error",
        "LMSs do not know the edition '{version}'.",
        "Write 1.2, 2004 3rd Edition or 2004 4th Edition, as the namespaces say.",
    ),
    "manifest-edition-missing": (
        "warning",
        "It does not say which SCORM it is.",
        "Add <schemaversion>{version}</schemaversion>.",
    ),
    "manifest-edition-old": (
        "warning",
        "'{version}' is SCORM 2004 2nd Edition.",
        "Export it as 3rd or 4th Edition.",
    ),
    "manifest-schema": ("error", "It breaks the XSD: {why}", "Mend that line."),
    "control-missing": (
        "error",
        "schemaLocation names the control document '{path}', which is not in the zip.",
        "Add it beside the manifest, or remove it from schemaLocation.",
    ),
    "lom-not-lom": (
        "error",
        "Its first element is {tag}, not a metadata record (lom).",
        "Put a LOM record there, or remove the adlcp:location.",
    ),
    # what the manifest says
    "manifest-prefix": (
        "error",
        "The prefix is '{prefix}', and Moodle reads only the letters '{literal}'.",
        "Declare the namespace as xmlns:{literal} and use that prefix everywhere.",
    ),
    "manifest-id-duplicate": (
        "error",
        "The identifier '{id}' is used twice.",
        "Rename one.",
    ),
    "manifest-id-form": (
        "error",
        "The identifier '{id}' does not begin with a letter, or holds odd characters.",
        "Begin it with a letter; no spaces or colons.",
    ),
    "manifest-ref-unresolved": (
        "error",
        "This item points to '{id}': no such resource.",
        "Write the identifier of a resource.",
    ),
    "manifest-default": (
        "error",
        "The default organization '{id}' does not exist.",
        "Write the identifier of one.",
    ),
    "manifest-no-launch": (
        "error",
        "No item launches anything.",
        "Add an item with an identifierref.",
    ),
    "manifest-title-long": (
        "error",
        "This title has {length} characters.",
        "Use at most 200.",
    ),
    "manifest-title-missing": (
        "error",
        "There is no title to show in the LMS.",
        "Add a <title>.",
    ),
    "manifest-scormtype-missing": (
        "error",
        "This resource has no adlcp:{name}, so the LMS records nothing of it.",
        'Add adlcp:{name}="sco" (mind the capitals).',
    ),
    "resource-type": (
        "error",
        "The type is '{type}'; SCORM knows only webcontent.",
        'Write type="webcontent".',
    ),
    "manifest-asset": (
        "warning",
        "It is an asset, so the LMS records nothing of it.",
        "Right only for a page that never reports.",
    ),
    "manifest-mastery-score": (
        "warning",
        "With a mastery score, Moodle and others overwrite the status "
        "with passed or failed.",
        "Leave it out unless you want that.",
    ),
    "manifest-completion-threshold": (
        "warning",
        "With a threshold, Moodle stores 'incomplete' "
        "unless the content also reports its progress.",
        "Leave it out.",
    ),
    "limit-length": (
        "warning",
        "The {what} has {length} characters; the NHS Learning Hub keeps {most}.",
        "Make it shorter.",
    ),
    # files against the manifest
    "file-missing": (
        "error",
        "There is no file '{path}' in the zip.",
        "Add it, or remove this line.",
    ),
    "file-case": (
        "error",
        "It says '{path}' and the file is '{real}'.",
        "Use the same capitals.",
    ),
    "file-unlisted": (
        "warning",
        "The manifest does not list these files.",
        "Add a <file> for each, or remove them.",
    ),
    "href-escapes": (
        "error",
        "'{href}' leads out of the package.",
        "Use a path inside it.",
    ),
    "resource-absolute-url": (
        "error",
        "'{href}' lies outside the package.",
        "Put the file into the package.",
    ),
    "launch-unlisted": (
        "warning",
        "The launch page is not among its own files.",
        'Add <file href="{href}"/>.',
    ),
    "outside-request": (
        "warning",
        "It loads {url} from another site.",
        "Put the file into the package; many trusts block this.",
    ),
    "outside-unread": (
        "warning",
        "From here on, pages and styles were not searched for other sites: "
        "there are more than {most} MB.",
        "Try the package with the network switched off.",
    ),
    # cmi5
    "cmi5-schema": (
        "error",
        "It breaks the cmi5 format: {why}.",
        "See section 13.1 of the cmi5 specification.",
    ),
    "cmi5-id-not-iri": (
        "error",
        "'{id}' is no IRI.",
        "Use https://... or urn:uuid:...",
    ),
    "cmi5-id-duplicate": (
        "error",
        "The id '{id}' is used {count} times.",
        "Every id must differ.",
    ),
    "cmi5-ref-unresolved": (
        "error",
        "There is no objective '{id}'.",
        "Write the id of one.",
    ),
}
