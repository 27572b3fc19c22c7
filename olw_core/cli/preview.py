import click


@click.command()
def preview() -> None:
    """"""
