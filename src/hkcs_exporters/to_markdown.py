from hkcs_model.hookspecs import hookimpl
@hookimpl
def hkcs_exporters():
    return []
