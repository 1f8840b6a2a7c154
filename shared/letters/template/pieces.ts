// The pieces of a letter. Made by `npm run generate` from letter.mjml; not to be edited by hand.
export const PIECES = {
  lead: `<tr>
<td align="left" style="font-size:0px;padding:6px 16px 0;word-break:break-word;">
<div style="font-family:Arial, Helvetica, sans-serif;font-size:17px;line-height:25px;text-align:left;color:#0b0c0c;">[[line]]</div>
</td>
</tr>`,
  askedLine: `<p>[[line]]</p>`,
  called: `<p>[[before]] <a href="[[href]]" style="color:#1d5ba6;font-weight:bold;text-decoration:underline;display:inline-block;padding:2px 0;white-space:nowrap;">[[phone]]</a>[[after]]</p>`,
  deadlineLine: `<p>[[line]]</p>`,
  deadline: `<h2>[[title]]</h2><p><b>[[first]]</b></p><<deadlineLine>>`,
  lateLine: `<p>[[line]]</p>`,
  late: `<!--[if mso | IE]><table align="center" border="0" cellpadding="0" cellspacing="0" class="late-outlook" role="presentation" style="width:640px;" width="640" bgcolor="#fff7bf"><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]-->
<div class="late" style="background:#fff7bf;background-color:#fff7bf;margin:0px auto;max-width:640px;">
<table align="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="background:#fff7bf;background-color:#fff7bf;width:100%;">
<tbody>
<tr>
<td style="border-left:6px solid #b58800;direction:ltr;font-size:0px;padding:10px 0 2px;text-align:center;">
<!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr><td class="" style="vertical-align:top;width:634px;"><![endif]-->
<div class="mj-column-per-100 mj-outlook-group-fix" style="font-size:0px;text-align:left;direction:ltr;display:inline-block;vertical-align:top;width:100%;">
<table border="0" cellpadding="0" cellspacing="0" role="presentation" style="vertical-align:top;" width="100%">
<tbody>
<tr>
<td align="left" style="font-size:0px;padding:0 16px;word-break:break-word;">
<div style="font-family:Arial, Helvetica, sans-serif;font-size:17px;line-height:25px;text-align:left;color:#0b0c0c;"><h2>[[title]]</h2><<lateLine>></div>
</td>
</tr>
</tbody>
</table>
</div>
<!--[if mso | IE]></td></tr></table><![endif]-->
</td>
</tr>
</tbody>
</table>
</div>
<!--[if mso | IE]></td></tr></table><![endif]-->`,
  answer: `<tr>
<td align="left" class="main" style="font-size:0px;padding:4px 16px;word-break:break-word;">
<table border="0" cellpadding="0" cellspacing="0" role="presentation" style="border-collapse:separate;width:100%;line-height:100%;">
<tbody>
<tr>
<td align="center" bgcolor="#00663a" role="presentation" style="border:1px solid #00663a;border-radius:0;cursor:auto;mso-padding-alt:10px 16px;background:#00663a;" valign="middle">
<a href="[[href]]" style="display:inline-block;background:#00663a;color:#ffffff;font-family:Arial, Helvetica, sans-serif;font-size:17px;font-weight:bold;line-height:25px;margin:0;text-decoration:none;text-transform:none;padding:10px 16px;mso-padding-alt:0px;border-radius:0;" target="_blank">
[[label]]
</a>
</td>
</tr>
</tbody>
</table>
</td>
</tr>`,
  otherAnswer: `<tr>
<td align="left" class="other" style="font-size:0px;padding:4px 16px;word-break:break-word;">
<table border="0" cellpadding="0" cellspacing="0" role="presentation" style="border-collapse:separate;width:100%;line-height:100%;">
<tbody>
<tr>
<td align="center" bgcolor="#f3f2f1" role="presentation" style="border:1px solid #0b0c0c;border-radius:0;cursor:auto;mso-padding-alt:10px 16px;background:#f3f2f1;" valign="middle">
<a href="[[href]]" style="display:inline-block;background:#f3f2f1;color:#0b0c0c;font-family:Arial, Helvetica, sans-serif;font-size:17px;font-weight:bold;line-height:25px;margin:0;text-decoration:none;text-transform:none;padding:10px 16px;mso-padding-alt:0px;border-radius:0;" target="_blank">
[[label]]
</a>
</td>
</tr>
</tbody>
</table>
</td>
</tr>`,
  answers: `<!--[if mso | IE]><table align="center" border="0" cellpadding="0" cellspacing="0" class="" role="presentation" style="width:640px;" width="640"><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]-->
<div style="margin:0px auto;max-width:640px;">
<table align="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="width:100%;">
<tbody>
<tr>
<td style="direction:ltr;font-size:0px;padding:14px 0 4px;text-align:center;">
<!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr><td class="" style="vertical-align:top;width:640px;"><![endif]-->
<div class="mj-column-per-100 mj-outlook-group-fix" style="font-size:0px;text-align:left;direction:ltr;display:inline-block;vertical-align:top;width:100%;">
<table border="0" cellpadding="0" cellspacing="0" role="presentation" style="vertical-align:top;" width="100%">
<tbody>
<tr>
<td align="left" style="font-size:0px;padding:0 16px;word-break:break-word;">
<div style="font-family:Arial, Helvetica, sans-serif;font-size:17px;line-height:25px;text-align:left;color:#0b0c0c;"><h2>[[title]]</h2></div>
</td>
</tr>
<<eachAnswer>>
</tbody>
</table>
</div>
<!--[if mso | IE]></td></tr></table><![endif]-->
</td>
</tr>
</tbody>
</table>
</div>
<!--[if mso | IE]></td></tr></table><![endif]-->`,
  value: `<div>[[value]]</div>`,
  linked: `<div><a href="[[href]]" style="color:#1d5ba6;font-weight:bold;text-decoration:underline;">[[label]]</a></div>`,
  fact: `<tr><th scope="row">[[name]]</th><td><<value>><<linked>></td></tr>`,
  facts: `<!--[if mso | IE]><table align="center" border="0" cellpadding="0" cellspacing="0" class="" role="presentation" style="width:640px;" width="640"><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]-->
<div style="margin:0px auto;max-width:640px;">
<table align="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="width:100%;">
<tbody>
<tr>
<td style="direction:ltr;font-size:0px;padding:14px 0 0;text-align:center;">
<!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr><td class="" style="vertical-align:top;width:640px;"><![endif]-->
<div class="mj-column-per-100 mj-outlook-group-fix" style="font-size:0px;text-align:left;direction:ltr;display:inline-block;vertical-align:top;width:100%;">
<table border="0" cellpadding="0" cellspacing="0" role="presentation" style="vertical-align:top;" width="100%">
<tbody>
<tr>
<td align="left" style="font-size:0px;padding:0 16px;word-break:break-word;">
<div style="font-family:Arial, Helvetica, sans-serif;font-size:17px;line-height:25px;text-align:left;color:#0b0c0c;"><h2>[[title]]</h2></div>
</td>
</tr>
<tr>
<td align="left" class="facts" style="font-size:0px;padding:0 16px;word-break:break-word;">
<table cellpadding="0" cellspacing="0" width="100%" border="0" style="color:#0b0c0c;font-family:Arial, Helvetica, sans-serif;font-size:17px;line-height:25px;table-layout:auto;width:100%;border:none;">
<tbody><<fact>></tbody>
</table>
</td>
</tr>
</tbody>
</table>
</div>
<!--[if mso | IE]></td></tr></table><![endif]-->
</td>
</tr>
</tbody>
</table>
</div>
<!--[if mso | IE]></td></tr></table><![endif]-->`,
  line: `<p>[[line]]</p>`,
  lines: `<!--[if mso | IE]><table align="center" border="0" cellpadding="0" cellspacing="0" class="" role="presentation" style="width:640px;" width="640"><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]-->
<div style="margin:0px auto;max-width:640px;">
<table align="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="width:100%;">
<tbody>
<tr>
<td style="direction:ltr;font-size:0px;padding:14px 0 0;text-align:center;">
<!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr><td class="" style="vertical-align:top;width:640px;"><![endif]-->
<div class="mj-column-per-100 mj-outlook-group-fix" style="font-size:0px;text-align:left;direction:ltr;display:inline-block;vertical-align:top;width:100%;">
<table border="0" cellpadding="0" cellspacing="0" role="presentation" style="vertical-align:top;" width="100%">
<tbody>
<tr>
<td align="left" style="font-size:0px;padding:0 16px;word-break:break-word;">
<div style="font-family:Arial, Helvetica, sans-serif;font-size:17px;line-height:25px;text-align:left;color:#0b0c0c;"><h2>[[title]]</h2><<line>></div>
</td>
</tr>
</tbody>
</table>
</div>
<!--[if mso | IE]></td></tr></table><![endif]-->
</td>
</tr>
</tbody>
</table>
</div>
<!--[if mso | IE]></td></tr></table><![endif]-->`,
  link: `<!--[if mso | IE]><table align="center" border="0" cellpadding="0" cellspacing="0" class="" role="presentation" style="width:640px;" width="640"><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]-->
<div style="margin:0px auto;max-width:640px;">
<table align="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="width:100%;">
<tbody>
<tr>
<td style="direction:ltr;font-size:0px;padding:8px 0 0;text-align:center;">
<!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr><td class="" style="vertical-align:top;width:640px;"><![endif]-->
<div class="mj-column-per-100 mj-outlook-group-fix" style="font-size:0px;text-align:left;direction:ltr;display:inline-block;vertical-align:top;width:100%;">
<table border="0" cellpadding="0" cellspacing="0" role="presentation" style="vertical-align:top;" width="100%">
<tbody>
<tr>
<td align="left" style="font-size:0px;padding:0 16px;word-break:break-word;">
<div style="font-family:Arial, Helvetica, sans-serif;font-size:17px;line-height:25px;text-align:left;color:#0b0c0c;"><a href="[[href]]" style="color:#1d5ba6;font-weight:bold;text-decoration:underline;">[[label]]</a></div>
</td>
</tr>
</tbody>
</table>
</div>
<!--[if mso | IE]></td></tr></table><![endif]-->
</td>
</tr>
</tbody>
</table>
</div>
<!--[if mso | IE]></td></tr></table><![endif]-->`,
  closing: `<p>[[line]]</p>`,
  page: `<!doctype html>
<html lang="en-GB" dir="ltr" xmlns="http://www.w3.org/1999/xhtml" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<head>
<title>[[title]]</title>
<!--[if !mso]><!-->
<meta http-equiv="X-UA-Compatible" content="IE=edge">
<!--<![endif]-->
<meta http-equiv="Content-Type" content="text/html; charset=UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<style type="text/css">
#outlook a { padding:0; }
body { margin:0;padding:0;-webkit-text-size-adjust:100%;-ms-text-size-adjust:100%; }
table, td { border-collapse:collapse;mso-table-lspace:0pt;mso-table-rspace:0pt; }
img { border:0;height:auto;line-height:100%; outline:none;text-decoration:none;-ms-interpolation-mode:bicubic; }
p { display:block;margin:13px 0; }
</style>
<!--[if mso]>
<noscript>
<xml>
<o:OfficeDocumentSettings>
<o:AllowPNG/>
<o:PixelsPerInch>96</o:PixelsPerInch>
</o:OfficeDocumentSettings>
</xml>
</noscript>
<![endif]-->
<!--[if lte mso 11]>
<style type="text/css">
.mj-outlook-group-fix { width:100% !important; }
</style>
<![endif]-->
<style type="text/css">
@media only screen and (min-width:480px) {
.mj-column-per-100 { width:100% !important; max-width: 100%; }
}
</style>
<style media="screen and (min-width:480px)">
.moz-text-html .mj-column-per-100 { width:100% !important; max-width: 100%; }
</style>
<style type="text/css">
h1 { margin: 0; font-size: 26px; line-height: 31px; }
h2 { margin: 0 0 4px; font-size: 19px; line-height: 25px; }
p { margin: 0 0 6px; }
p + h2 { margin-top: 10px; }
h1, h2, p, th, td { overflow-wrap: anywhere; }
th, td { text-align: left; vertical-align: top; }
.letter a { display: inline-block; }
.code { white-space: nowrap; }
.facts th { width: 34%; padding: 6px 12px 6px 0; }
.facts td { padding: 6px 0; }
.facts td div + div { padding-top: 6px; }
.facts tr + tr > * { border-top: 1px solid #b1b4b6; }
@media (max-width: 479px) {
.facts th, .facts td { display: block; width: auto !important; }
.facts th { padding: 6px 0 0 !important; }
.facts td { padding: 0 0 6px !important; border-top: 0 !important; }
}
@media (prefers-color-scheme: dark) {
.letter, .letter > div { background-color: #121212 !important; color: #f3f2f1; }
.letter div, .letter table, .letter a { color: #f3f2f1 !important; }
.asked, .asked > table { background: #2b2f31 !important; background-color: #2b2f31 !important; }
.late, .late > table { background: #4a3c00 !important; background-color: #4a3c00 !important; }
.main td { border-color: #5fbf8f !important; }
.other td { background: #2b2f31 !important; border-color: #b1b4b6 !important; }
.other a { background: #2b2f31 !important; }
.facts tr + tr > * { border-color: #6f777b !important; }
.signal div { color: #ffffff !important; }
}
</style>
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
</head>
<body class="letter" style="word-spacing:normal;background-color:#ffffff;">
<div style="display:none;font-size:1px;color:#ffffff;line-height:1px;max-height:0px;max-width:0px;opacity:0;overflow:hidden;">[[preview]]</div>
<div aria-label="[[title]]" aria-roledescription="email" role="article" lang="en-GB" dir="ltr" style="word-spacing:normal;background-color:#ffffff;">
<!--[if mso | IE]><table align="center" border="0" cellpadding="0" cellspacing="0" class="signal-outlook" role="presentation" style="width:640px;" width="640" bgcolor="[[tone]]"><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]-->
<div class="signal" style="background:[[tone]];background-color:[[tone]];margin:0px auto;max-width:640px;">
<table align="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="background:[[tone]];background-color:[[tone]];width:100%;">
<tbody>
<tr>
<td style="direction:ltr;font-size:0px;padding:0;text-align:center;">
<!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr><td class="" style="vertical-align:top;width:640px;"><![endif]-->
<div class="mj-column-per-100 mj-outlook-group-fix" style="font-size:0px;text-align:left;direction:ltr;display:inline-block;vertical-align:top;width:100%;">
<table border="0" cellpadding="0" cellspacing="0" role="presentation" style="vertical-align:top;" width="100%">
<tbody>
<tr>
<td align="left" style="font-size:0px;padding:7px 16px;word-break:break-word;">
<div style="font-family:Arial, Helvetica, sans-serif;font-size:17px;font-weight:bold;line-height:25px;text-align:left;color:#ffffff;">[[signal]]</div>
</td>
</tr>
</tbody>
</table>
</div>
<!--[if mso | IE]></td></tr></table><![endif]-->
</td>
</tr>
</tbody>
</table>
</div>
<!--[if mso | IE]></td></tr></table><table align="center" border="0" cellpadding="0" cellspacing="0" class="" role="presentation" style="width:640px;" width="640"><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]-->
<div style="margin:0px auto;max-width:640px;">
<table align="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="width:100%;">
<tbody>
<tr>
<td style="direction:ltr;font-size:0px;padding:12px 0 10px;text-align:center;">
<!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr><td class="" style="vertical-align:top;width:640px;"><![endif]-->
<div class="mj-column-per-100 mj-outlook-group-fix" style="font-size:0px;text-align:left;direction:ltr;display:inline-block;vertical-align:top;width:100%;">
<table border="0" cellpadding="0" cellspacing="0" role="presentation" style="vertical-align:top;" width="100%">
<tbody>
<tr>
<td align="left" style="font-size:0px;padding:0 16px;word-break:break-word;">
<div style="font-family:Arial, Helvetica, sans-serif;font-size:17px;line-height:25px;text-align:left;color:#0b0c0c;"><h1>[[heading]]</h1></div>
</td>
</tr>
<<lead>>
</tbody>
</table>
</div>
<!--[if mso | IE]></td></tr></table><![endif]-->
</td>
</tr>
</tbody>
</table>
</div>
<!--[if mso | IE]></td></tr></table><table align="center" border="0" cellpadding="0" cellspacing="0" class="asked-outlook" role="presentation" style="width:640px;" width="640" bgcolor="#f3f2f1"><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]-->
<div class="asked" style="background:#f3f2f1;background-color:#f3f2f1;margin:0px auto;max-width:640px;">
<table align="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="background:#f3f2f1;background-color:#f3f2f1;width:100%;">
<tbody>
<tr>
<td style="border-left:6px solid #1d70b8;direction:ltr;font-size:0px;padding:12px 0 4px;text-align:center;">
<!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr><td class="" style="vertical-align:top;width:634px;"><![endif]-->
<div class="mj-column-per-100 mj-outlook-group-fix" style="font-size:0px;text-align:left;direction:ltr;display:inline-block;vertical-align:top;width:100%;">
<table border="0" cellpadding="0" cellspacing="0" role="presentation" style="vertical-align:top;" width="100%">
<tbody>
<tr>
<td align="left" style="font-size:0px;padding:0 16px;word-break:break-word;">
<div style="font-family:Arial, Helvetica, sans-serif;font-size:17px;line-height:25px;text-align:left;color:#0b0c0c;"><h2>[[asked]]</h2><<askedLine>><<called>><<deadline>></div>
</td>
</tr>
</tbody>
</table>
</div>
<!--[if mso | IE]></td></tr></table><![endif]-->
</td>
</tr>
</tbody>
</table>
</div>
<!--[if mso | IE]></td></tr></table><![endif]-->
<<late>><<before>><<answers>><<sections>><<link>>
<!--[if mso | IE]><table align="center" border="0" cellpadding="0" cellspacing="0" class="" role="presentation" style="width:640px;" width="640"><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]-->
<div style="margin:0px auto;max-width:640px;">
<table align="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="width:100%;">
<tbody>
<tr>
<td style="direction:ltr;font-size:0px;padding:14px 0 24px;text-align:center;">
<!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr><td class="" style="vertical-align:top;width:640px;"><![endif]-->
<div class="mj-column-per-100 mj-outlook-group-fix" style="font-size:0px;text-align:left;direction:ltr;display:inline-block;vertical-align:top;width:100%;">
<table border="0" cellpadding="0" cellspacing="0" role="presentation" style="vertical-align:top;" width="100%">
<tbody>
<tr>
<td align="left" style="font-size:0px;padding:0 16px;word-break:break-word;">
<div style="font-family:Arial, Helvetica, sans-serif;font-size:15px;line-height:22px;text-align:left;color:#505a5f;"><p>[[from]]</p><<closing>></div>
</td>
</tr>
</tbody>
</table>
</div>
<!--[if mso | IE]></td></tr></table><![endif]-->
</td>
</tr>
</tbody>
</table>
</div>
<!--[if mso | IE]></td></tr></table><![endif]-->
</div>
</body>
</html>`,
} as const;
