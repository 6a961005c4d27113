"""The course as a static site: the learner's notebooks as pages, from nobody's server but ours.

`make site` copies the built notebooks beside this file's text into a scratch folder and runs
Sphinx there. Notebooks are shown as they are, never executed.
"""

project = "Outside-In"
author = "The cxkit authors"
copyright = "the cxkit authors. Text CC BY 4.0, software MIT"  # noqa: A001 - Sphinx's name

extensions = ["myst_nb"]
nb_execution_mode = "off"
nb_ipywidgets_js = {}  # widgets would ask a CDN for their scripts, and a page has no kernel
myst_enable_extensions = ["colon_fence"]  # no dollar maths: prices stay prices
suppress_warnings = ["myst.header", "mystnb.unknown_mime_type"]

html_theme = "sphinx_book_theme"
html_title = "Outside-In"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_show_sourcelink = False
html_copy_source = False
html_theme_options = {
    "use_download_button": False,
    "use_fullscreen_button": False,
    "home_page_in_toc": True,
    "navbar_persistent": [],  # the side bar has the search already
    "show_toc_level": 2,
}
