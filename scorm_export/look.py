"""The look of the door's own pages (the download page and the form): one HTML frame and one style sheet, no script.

NHS-like colours and spacing, Arial, no NHS logo; contrast, focus and targets as WCAG 2.2 AA asks.
"""

from __future__ import annotations

from html import escape

CSS = """\
*{box-sizing:border-box}
body{margin:0;background:#f0f4f5;color:#212b32;font:1.1875rem/1.5 Arial,sans-serif}
.olw-skip{position:absolute;left:-999px}.olw-skip:focus{left:8px;top:8px}
.olw-band{background:#005eb8;color:#fff;padding:16px 0}
.olw-band p,.olw-wrap{max-width:992px;margin:0 auto;padding:0 16px}
.olw-band p{font-weight:bold}
.olw-wrap{padding:24px 16px 64px}
h1{font-size:2.25rem;line-height:1.2;margin:0 0 16px}h2{font-size:1.6rem;line-height:1.25;margin:48px 0 12px}
h3{font-size:1.25rem;margin:24px 0 8px}p,ul,ol{margin:0 0 16px;max-width:44em}
a{color:#005eb8}a:hover{color:#7c2855}
a:focus,summary:focus{background:#ffeb3b;color:#212b32;outline:4px solid #212b32;outline-offset:0}
.olw-cards{list-style:none;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,400px),1fr));
gap:24px;max-width:none;margin:24px 0}
.olw-card{background:#fff;border:1px solid #d8dde0;border-bottom:4px solid #d8dde0;padding:24px}
.olw-card h2{margin:0 0 8px;font-size:1.4rem}.olw-card p{margin:0 0 8px}
.olw-zips{list-style:none;padding:0;max-width:none}
.olw-zips li{background:#fff;border:1px solid #d8dde0;border-bottom:0;padding:12px 16px}
.olw-zips li:last-child{border-bottom:1px solid #d8dde0}.olw-zips a{font-weight:bold;display:inline-block;min-height:28px}
.olw-zips .olw-hint{display:block;margin:0;overflow-wrap:anywhere}
.olw-about{display:block}.olw-stories dt{font-weight:bold}.olw-stories dd{margin:0 0 16px;max-width:44em}
details{margin:24px 0}summary{cursor:pointer;color:#005eb8;min-height:28px}
.olw-scroll{overflow-x:auto;max-width:100%;margin:0 0 24px}
table{border-collapse:collapse;width:100%;background:#fff}
caption{text-align:left;font-weight:bold;padding:0 0 8px}
th,td{text-align:left;vertical-align:top;padding:10px 16px;border-bottom:1px solid #d8dde0}
code{font-family:Consolas,monospace;font-size:.9em;overflow-wrap:anywhere}
pre{background:#fff;border:1px solid #d8dde0;padding:16px;overflow-x:auto}
img{max-width:100%;height:auto;border:1px solid #d8dde0}
.olw-inset{border-left:8px solid #005eb8;background:#fff;padding:16px 24px;margin:0 0 24px}
fieldset{border:0;margin:0 0 32px;padding:0;min-width:0}
legend{font-size:1.25rem;font-weight:bold;padding:0;margin:0 0 8px}
.olw-field{margin:0 0 24px}
.olw-field>label,.olw-label{display:block;font-weight:bold;margin:0 0 4px}.olw-hint{color:#4c6272;margin:0 0 8px}
input[type=text],input[type=url],select,textarea{font:inherit;width:100%;max-width:30em;min-height:44px;padding:6px 8px;
border:2px solid #4c6272;border-radius:0;background:#fff;color:#212b32}
input[type=file]{font:inherit;max-width:100%;min-height:44px;padding:6px 0}
input[type=color]{width:88px;height:44px;border:2px solid #4c6272;background:#fff;padding:2px}
.olw-choice{display:flex;gap:12px;align-items:flex-start;margin:0 0 8px;min-height:44px}
.olw-choice input{width:28px;height:28px;margin:6px 0 0;flex:none;accent-color:#005eb8}.olw-choice label{padding:6px 0}
input:focus,select:focus,textarea:focus,button:focus{outline:4px solid #ffeb3b;outline-offset:0;
box-shadow:inset 0 0 0 4px #212b32}
button,.olw-button{display:inline-block;font:inherit;font-weight:bold;background:#007f3b;color:#fff;border:0;border-radius:4px;
box-shadow:0 4px 0 #00401e;padding:12px 16px;min-height:48px;cursor:pointer;text-decoration:none}
button:hover,.olw-button:hover{background:#00662f;color:#fff}
button:focus,.olw-button:focus{background:#ffeb3b;color:#212b32;
box-shadow:0 4px 0 #212b32;outline:4px solid transparent}
.olw-errors{border:4px solid #d5281b;background:#fff;padding:20px 24px;margin:0 0 32px}.olw-errors h2{margin:0 0 8px}
.olw-errors a,.olw-error{color:#b3190d;font-weight:bold}.olw-bad{border-left:4px solid #d5281b;padding-left:16px}
.olw-error{margin:0 0 8px}.olw-vh{position:absolute!important;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@media print{body{background:#fff}.olw-band{background:none;color:#212b32}}
"""


def page(title: str, body: str, style: str = "") -> str:
    """A whole page. `body` is HTML with one h1; `style`: the address of the style sheet, or "" to carry it inside."""
    sheet = (
        f'<link rel="stylesheet" href="{escape(style)}">'
        if style
        else f"<style>{CSS}</style>"
    )
    return (
        '<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)} - Our Leadership Way</title>{sheet}</head><body>"
        '<a class="olw-skip" href="#main">Skip to main content</a>'
        '<header class="olw-band"><p>Our Leadership Way</p></header>'
        f'<main class="olw-wrap" id="main">{body}</main></body></html>\n'
    )
