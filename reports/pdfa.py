"""One file that is PDF/A-3a and PDF/UA-1.

WeasyPrint names one standard a file. Both identifiers may stand in one XMP packet, if the PDF/UA schema, which PDF/A-3
does not know, is described beside it (ISO 19005-3, 6.6.2.3).
"""

from __future__ import annotations

from weasyprint import Document

VARIANT = "pdf/a-3a"

_UA = """<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA part</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""


def name_both_standards(document: Document) -> None:
    """Make `document` write the PDF/UA-1 identifier, and its schema, into the XMP of PDF/A-3a."""
    write = document.metadata.generate_rdf_metadata

    def with_ua(variant: str, version: int, conformance: str) -> bytes:
        packet: bytes = write(variant, version, conformance)
        return packet.replace(b"</rdf:RDF>", _UA.encode() + b"</rdf:RDF>")

    document.metadata.generate_rdf_metadata = with_ua
