// databricks is elsewhere
const url = "https://identity.example.org/oidc/v1/authorize?response_type=code&client_id=a&redirect_uri=b";
